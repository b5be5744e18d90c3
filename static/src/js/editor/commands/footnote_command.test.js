import assert from "node:assert/strict"
import { test } from "node:test"
import { page, paragraph } from "./testing_page.js"
import { schema } from "../document/schema.js"

const { nodes } = schema

test("a footnote has a number that is free, and is written at the end", () => {
  const before = nodes.footnote_definition.create({ label: "1" }, paragraph("En källa."))
  const text = page(paragraph("Så är det"), before)

  text.run("footnote")

  assert.equal(text.view.state.doc.lastChild.attrs.label, "2")
  assert.equal(text.view.state.doc.firstChild.lastChild.attrs.label, "2")
  assert.equal(text.view.state.selection.$from.node(1), text.view.state.doc.lastChild)
  assert.equal(text.run("footnote"), false)
})
