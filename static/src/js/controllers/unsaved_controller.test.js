import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import UnsavedController from "./unsaved_controller.js"

async function openForm({ answer = false } = {}) {
  const page = await openPage('<form data-controller="unsaved" data-unsaved-question-value="Leave?"><textarea name="text">Saved</textarea></form>')
  page.window.confirm = () => answer
  await page.start("unsaved", UnsavedController)
  const leave = () => page.window.document.dispatchEvent(new page.window.Event("turbo:before-visit", { cancelable: true }))
  return { ...page, leave }
}

test("an untouched form lets one go", async () => {
  const page = await openForm()

  assert.equal(page.leave(), true)
})

test("a changed form asks, and holds the page when the answer is no", async () => {
  const page = await openForm()
  page.type("textarea", "Typed")

  assert.equal(page.leave(), false)
})

test("a changed form lets one go when the answer is yes", async () => {
  const page = await openForm({ answer: true })
  page.type("textarea", "Typed")

  assert.equal(page.leave(), true)
})

test("a form on its way to the server does not ask", async () => {
  const page = await openForm()
  page.type("textarea", "Typed")

  page.find("form").dispatchEvent(new page.window.Event("submit", { bubbles: true }))

  assert.equal(page.leave(), true)
})

test("a removed form does not ask", async () => {
  const page = await openForm()
  page.type("textarea", "Typed")

  await page.remove("form")

  assert.equal(page.leave(), true)
})
