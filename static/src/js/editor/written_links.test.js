import assert from "node:assert/strict"
import { test } from "node:test"
import { EditorState, TextSelection } from "prosemirror-state"
import { schema } from "./document/schema.js"
import { serialise } from "./document/serialise.js"
import { linkedBefore, writtenLinks } from "./written_links.js"

/* What stands there once `text` has been written, letter by letter, and `last` after it. */
function written(text, last) {
  const doc = schema.node("doc", null, [schema.node("paragraph", null, [schema.text(text)])])
  const plugins = writtenLinks()
  let state = EditorState.create({ doc, plugins, selection: TextSelection.create(doc, text.length + 1) })
  const view = { get state() { return state }, dispatch: (tr) => { state = state.apply(tr) }, composing: false }
  const at = state.selection.from
  const isTaken = plugins[0].props.handleTextInput.call(plugins[0], view, at, at, last)
  return isTaken ? serialise(state.doc) : null
}

test("an address is a link once a space follows it", () => {
  assert.equal(written("Se https://www.example.org/a_b_c.", " "), "Se https://www.example.org/a_b_c. ")
  assert.equal(written("(www.example.org)", " "), "(www.example.org) ")
  assert.equal(written("Skriv till nils@example.org", " "), "Skriv till nils@example.org ")
})

test("words, and addresses that lead nowhere one may go, stay words", () => {
  for (const text of ["ord", "10:30", "javascript:alert(1)", "a@b"]) assert.equal(written(text, " "), null)
})

test("a name is a link once its brackets are closed", () => {
  assert.equal(written("Se [[Vårt mål]", "]"), "Se [[Vårt mål]]")
  assert.equal(written("Se [[Vårt mål|målet]", "]"), "Se [[Vårt mål|målet]]")
  assert.equal(written("Se [[]", "]"), null)
})

test("an address that ends where the caret stands is a link when one goes on elsewhere", () => {
  const doc = schema.node("doc", null, [schema.node("paragraph", null, [schema.text("Se https://www.example.org")])])
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, doc.content.size - 1) })

  assert.equal(serialise(linkedBefore(state).doc), "Se https://www.example.org")
})
