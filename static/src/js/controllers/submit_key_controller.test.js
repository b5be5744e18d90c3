import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import SubmitKeyController from "./submit_key_controller.js"

async function press(keys) {
  const page = await openPage('<form><textarea data-controller="submit-key" data-action="keydown->submit-key#submit"></textarea></form>')
  await page.start("submit-key", SubmitKeyController)
  let sent = 0
  page.find("form").requestSubmit = () => { sent += 1 }
  page.find("textarea").dispatchEvent(new page.window.KeyboardEvent("keydown", { bubbles: true, ...keys }))
  return sent
}

test("Ctrl and Enter send the form", async () => {
  assert.equal(await press({ key: "Enter", ctrlKey: true }), 1)
})

test("the command key and Enter send the form", async () => {
  assert.equal(await press({ key: "Enter", metaKey: true }), 1)
})

test("Enter alone is a new line", async () => {
  assert.equal(await press({ key: "Enter" }), 0)
})
