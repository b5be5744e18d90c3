import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import DeskKeysController from "./desk_keys_controller.js"

const LIST = `<div data-controller="desk-keys" data-action="keydown@window->desk-keys#press">
  <div data-desk-keys-target="help" hidden><input type="checkbox" data-desk-keys-target="switch" data-action="desk-keys#turn"></div>
  <textarea></textarea>
  <ol><li><input type="checkbox" name="point"><a id="one" href="/1" data-desk-keys-target="row">1</a></li>
  <li><input type="checkbox" name="point"><a id="two" href="/2" data-desk-keys-target="row">2</a></li></ol></div>`

async function open(html = LIST) {
  const page = await openPage(html)
  page.window.localStorage.clear()
  globalThis.localStorage = page.window.localStorage
  await page.start("desk-keys", DeskKeysController)
  const press = (key, target = page.window.document.activeElement) =>
    target.dispatchEvent(new page.window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
  return { page, press, here: () => page.window.document.activeElement.id }
}

test("j and k go from row to row, and stop at the ends", async () => {
  const { press, here } = await open()
  const seen = ["j", "j", "j", "k", "k"].map((key) => (press(key), here()))

  assert.deepEqual(seen, ["one", "two", "two", "one", "one"])
})

test("x chooses the row that one is at, and lets it go again", async () => {
  const { page, press } = await open()
  press("j")
  press("x")

  assert.ok(page.find("input[name=point]").checked)
})

test("whoever is writing writes letters", async () => {
  const { page, press, here } = await open()
  page.find("textarea").focus()
  press("j")

  assert.equal(here(), "")
})

test("the keys can be turned off, and stay so", async () => {
  const { page, press, here } = await open()
  assert.ok(!page.find("[data-desk-keys-target=help]").hidden)
  page.find("[data-desk-keys-target=switch]").click()
  press("j", page.find("body"))

  assert.notEqual(here(), "one")
  assert.equal(page.window.localStorage.getItem("desk-keys"), "off")
})
