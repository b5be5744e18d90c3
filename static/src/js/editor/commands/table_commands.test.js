import assert from "node:assert/strict"
import { test } from "node:test"
import { below, nextCell } from "./table_commands.js"
import { page, paragraph, words } from "./testing_page.js"
import { schema } from "../document/schema.js"

const { nodes } = schema

const table = (rows) =>
  nodes.table.create(null, rows.map((cells, index) =>
    nodes.table_row.create(null, cells.map((text) => nodes[index ? "table_cell" : "table_header"].create(null, words(text))))))

test("a table has one row of headings whatever is done to it", () => {
  const text = page(table([["a", "b"], ["c", "d"]]))

  assert.equal(text.run("row-before"), false)
  text.run("row-after")
  text.run("column-before")
  assert.equal(
    text.text,
    'doc(table(table_row(table_header, table_header("a"), table_header("b")), table_row(table_cell, table_cell, table_cell), table_row(table_cell, table_cell("c"), table_cell("d"))))'
  )
  text.run("remove-row")
  assert.equal(text.view.state.doc.firstChild.firstChild.firstChild.type, nodes.table_header)
  assert.equal(text.view.state.doc.firstChild.childCount, 2)
})

test("a new column of headings alone is of headings", () => {
  const text = page(table([["a"]]))

  text.run("column-after")

  assert.equal(text.text, 'doc(table(table_row(table_header("a"), table_header)))')
})

test("the last row or column taken out takes the table with it", () => {
  const rows = page(table([["a", "b"]]), paragraph("efter"))
  rows.run("remove-row")
  assert.equal(rows.text, 'doc(paragraph("efter"))')

  const columns = page(table([["a"], ["b"]]), paragraph("efter"))
  columns.run("remove-column")
  assert.equal(columns.text, 'doc(paragraph("efter"))')
})

test("a table takes the place of an empty line and stands after a full one", () => {
  const empty = page(paragraph(""))
  empty.run("table")
  assert.equal(empty.view.state.doc.childCount, 1)
  assert.equal(empty.view.state.selection.$from.parent.type, nodes.table_header)
  assert.equal(empty.run("table"), false)

  const full = page(paragraph("Så här:"))
  full.run("table")
  assert.deepEqual(full.view.state.doc.children.map((one) => one.type.name), ["paragraph", "table"])
})

test("after the last cell comes a new row, and Enter goes down the column", () => {
  const text = page(table([["a", "b"]]))

  text.run(nextCell)
  text.run(nextCell)
  assert.equal(text.view.state.doc.firstChild.childCount, 2)
  assert.equal(text.view.state.selection.$from.index(-1), 0)
  text.run(below)
  assert.equal(text.view.state.doc.firstChild.childCount, 3)
  assert.equal(text.view.state.selection.$from.index(1), 2)
})
