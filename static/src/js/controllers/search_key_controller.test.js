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

test("the key leads to the box, and opens the menu that it lies in", async () => {
  const { page, event, isThere } = await press({ key: "/" })

  assert.ok(isThere)
  assert.ok(page.find("details").open)
  assert.ok(event.defaultPrevented)
})

test("whoever is writing writes a slash", async () => {
  const { event, isThere } = await press({ key: "/" }, "textarea")

  assert.ok(!isThere)
  assert.ok(!event.defaultPrevented)
})

test("other keys, and the key with others, do nothing", async () => {
  assert.ok(!(await press({ key: "s" })).isThere)
  assert.ok(!(await press({ key: "/", ctrlKey: true })).isThere)
})
