import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import SearchKeyController from "./search_key_controller.js"

async function press(keys, target = "body") {
  const page = await openPage(`<textarea></textarea><details><summary>Menu</summary>
    <form data-controller="search-key" data-action="keydown@window->search-key#go"><input data-search-key-target="field"></form></details>`)
  await page.start("search-key", SearchKeyController)
  const event = new page.window.KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...keys })
  page.find(target).dispatchEvent(event)
  return { page, event, isThere: page.window.document.activeElement === page.find("input") }
}

test("the keys lead to the box, and open the menu that it lies in", async () => {
  const { page, event, isThere } = await press({ key: "k", ctrlKey: true })

  assert.ok(isThere)
  assert.ok(page.find("details").open)
  assert.ok(event.defaultPrevented)
})

test("they do so on a Mac too", async () => {
  assert.ok((await press({ key: "k", metaKey: true })).isThere)
})

test("whoever is writing goes on writing", async () => {
  const { event, isThere } = await press({ key: "k", ctrlKey: true }, "textarea")

  assert.ok(!isThere)
  assert.ok(!event.defaultPrevented)
})

test("no key by itself does anything, nor do other keys together", async () => {
  for (const keys of [{ key: "k" }, { key: "/" }, { key: "s", ctrlKey: true }, { key: "K", ctrlKey: true, shiftKey: true }])
    assert.ok(!(await press(keys)).isThere)
})
