import assert from "node:assert/strict"
import { test } from "node:test"
import { clipboard, openWindow, read } from "../../testing/pastes.js"
import { parse } from "../document/parse.js"
import { pasteIn } from "./plain.js"
import { schema } from "../document/schema.js"
import { serialise } from "../document/serialise.js"

function open(value, at = value.length) {
  const window = openWindow("<textarea></textarea>")
  globalThis.Event = window.Event
  const field = window.document.querySelector("textarea")
  const told = []
  const taken = []
  pasteIn(field, { schema, parse, write: serialise, tell: (number) => told.push(number), take: (files) => taken.push(...files) }, new window.AbortController().signal)
  field.value = value
  field.setSelectionRange(at, at)
  let inputs = 0
  field.addEventListener("input", () => { inputs += 1 })
  const paste = (data, files) => {
    const event = Object.assign(new window.Event("paste", { bubbles: true, cancelable: true }), { clipboardData: clipboard(data, files) })
    field.dispatchEvent(event)
    return event
  }
  return { field, paste, told, taken, inputs: () => inputs }
}

test("a page becomes Markdown, apart from what is around it, and the field says that it changed", () => {
  const { field, paste, inputs } = open("Före.\nEfter.", 6)

  paste({ "text/html": read("word_nested_lists.html"), "text/plain": "Vi behöver" })

  assert.match(field.value, /^Före\.\n\nVi behöver:\n\n- Kunskap\n {2}- om jord\n[^]*\n\nSedan vidare\.\n\nEfter\.$/u)
  assert.equal(inputs(), 1)
})

test("marked words stand in their line", () => {
  const { field, paste } = open("Före  efter.", 5)

  paste({ "text/html": "<span>ett <b>par</b> ord</span>", "text/plain": "ett par ord" })

  assert.equal(field.value, "Före ett **par** ord efter.")
})

test("notes go to the end with labels of their own, and the caret stays", () => {
  const { field, paste } = open("Ett[^1]. \n\n[^1]: Noten.", 9)

  paste({ "text/html": read("google_docs_footnotes.html"), "text/plain": "Turismen ökar" })

  assert.equal(field.value, "Ett[^1]. Turismen ökar[^2].\n\n[^1]: Noten.\n\n[^2]: Tillväxtverket 2025.")
  assert.equal(field.selectionStart, 27)
})

test("a table comes as a table, from HTML and from text alone", () => {
  const { field, paste } = open("")
  paste({ "text/html": read("calc_table.html"), "text/plain": "Kommun\tAntal" }, [{ name: "x.png", type: "image/png", size: 1 }])
  assert.match(field.value, /^\| Kommun \| Antal \|\n/u)

  const other = open("")
  other.paste({ "text/plain": "a\tb\nc\td" })
  assert.equal(other.field.value, "| a | b |\n| --- | --- |\n| c | d |")
})

test("text by itself, and what was copied in an editor, is left to the browser", () => {
  const { paste } = open("")

  assert.ok(!paste({ "text/plain": "# Mål" }).defaultPrevented)
  assert.ok(!paste({ "text/html": "<p>bara ord</p>", "text/plain": "bara ord" }).defaultPrevented)
  assert.ok(!paste({ "text/html": '<p data-pm-slice="1 1 []"><strong>a</strong></p>', "text/plain": "**a**" }).defaultPrevented)
})

test("pictures that were left out are told, and files by themselves are taken", () => {
  const { paste, told, taken } = open("")

  paste({ "text/html": read("word_pictures.html"), "text/plain": "Före efter." })
  paste({ "text/html": '<img src="https://a.example/x.png">' }, [{ name: "x.png", type: "image/png", size: 1 }])

  assert.deepEqual(told, [1])
  assert.deepEqual(taken.map((file) => file.name), ["x.png"])
})
