import assert from "node:assert/strict"
import { test } from "node:test"
import { until } from "../../testing/page.js"
import { openWindow } from "../../testing/pastes.js"
import { completeIn } from "./field.js"
import { answering, pieceIn, source } from "./testing_names.js"

test("in the plain field the name is put in with its brackets", async () => {
  const window = openWindow('<div class="editor"><textarea></textarea></div>')
  Object.assign(globalThis, { Event: window.Event, getComputedStyle: window.getComputedStyle, ResizeObserver: class { observe() {} disconnect() {} } })
  const asked = answering()
  const field = window.document.querySelector("textarea")
  const leaving = new window.AbortController()
  completeIn(field, { piece: pieceIn(window), source: source(), home: field.parentElement }, leaving.signal)
  field.focus()
  field.value = "Se [[tor och @anna"
  field.setSelectionRange(8, 8)
  field.dispatchEvent(new window.Event("input", { bubbles: true }))
  await until(() => window.document.querySelector("[role=listbox]:not([hidden])"))

  field.dispatchEvent(new window.KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }))
  assert.ok(field.getAttribute("aria-activedescendant").endsWith("-1"))
  field.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))

  assert.deepEqual(asked, ["?area=skog&q=tor"])
  assert.equal(field.value, "Se [Torv \\[A\\]](/blocks/1) och @anna")
  leaving.abort()
  assert.equal(window.document.querySelector("[role=listbox]"), null)
})
