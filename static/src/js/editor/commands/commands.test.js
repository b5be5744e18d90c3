import assert from "node:assert/strict"
import { test } from "node:test"
import { AllSelection, EditorState, TextSelection } from "prosemirror-state"
import { tableEditing } from "prosemirror-tables"
import { commands, statesIn } from "./commands.js"
import { split } from "./list_commands.js"
import { schema } from "../document/schema.js"
import { below, nextCell } from "./table_commands.js"

const { nodes } = schema
const words = (text) => (text ? schema.text(text) : null)
const paragraph = (text) => nodes.paragraph.create(null, words(text))

/* A page with the caret at the end of its first words, or where `at` says. */
function page(...blocks) {
  const doc = nodes.doc.create(null, blocks)
  let state = EditorState.create({ doc, plugins: [tableEditing()] })
  const view = {
    get state() { return state },
    dispatch: (tr) => { state = state.apply(tr) }
  }
  const place = (at) => view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)))
  const run = (command) => (typeof command === "string" ? commands[command] : command)(state, view.dispatch, view)
  place(TextSelection.atStart(doc).$from.end())
  return { run, place, view, get text() { return state.doc.toString() }, get states() { return statesIn(state) } }
}

const table = (rows) =>
  nodes.table.create(null, rows.map((cells, index) =>
    nodes.table_row.create(null, cells.map((text) => nodes[index ? "table_cell" : "table_header"].create(null, words(text))))))

test("a paragraph becomes a list, another kind of list, and a paragraph again", () => {
  const text = page(paragraph("ett"))

  text.run("bullets")
  assert.equal(text.text, 'doc(bullet_list(list_item(paragraph("ett"))))')
  assert.ok(text.states.bullets)
  text.run("numbers")
  assert.equal(text.text, 'doc(ordered_list(list_item(paragraph("ett"))))')
  text.run("tasks")
  assert.equal(text.view.state.doc.firstChild.firstChild.attrs.checked, false)
  assert.ok(text.states.tasks)
  text.run("tick")
  assert.equal(text.view.state.doc.firstChild.firstChild.attrs.checked, true)
  text.run("tasks")
  assert.equal(text.text, 'doc(paragraph("ett"))')
})

test("a heading loses its size on its way into a list", () => {
  const text = page(nodes.heading.create({ level: 2 }, words("Mål")))

  text.run("tasks")

  assert.equal(text.text, 'doc(bullet_list(list_item(paragraph("Mål"))))')
  assert.equal(text.view.state.doc.firstChild.firstChild.attrs.checked, false)
})

test("a new task is not done", () => {
  const done = nodes.list_item.create({ checked: true }, paragraph("klart"))
  const text = page(nodes.bullet_list.create(null, done))

  text.run(split)

  assert.deepEqual(text.view.state.doc.firstChild.children.map((item) => item.attrs.checked), [true, false])
})

test("items go in and out", () => {
  const items = ["ett", "två"].map((text) => nodes.list_item.create(null, paragraph(text)))
  const text = page(nodes.bullet_list.create(null, items))

  assert.equal(text.run("indent"), false)
  text.place(12)
  text.run("indent")
  assert.equal(text.text, 'doc(bullet_list(list_item(paragraph("ett"), bullet_list(list_item(paragraph("två"))))))')
  text.run("outdent")
  assert.equal(text.text, 'doc(bullet_list(list_item(paragraph("ett")), list_item(paragraph("två"))))')
})

test("a heading is taken back by the same key", () => {
  const text = page(paragraph("Mål"))

  text.run("heading-2")
  assert.ok(text.states["heading-2"])
  text.run("heading-2")
  assert.ok(text.states.paragraph)
})

test("a quote is put around a paragraph and taken away", () => {
  const text = page(paragraph("Så sa hon."))

  text.run("quote")
  assert.equal(text.text, 'doc(blockquote(paragraph("Så sa hon.")))')
  text.run("quote")
  assert.equal(text.text, 'doc(paragraph("Så sa hon."))')
})

test("with everything chosen a list and a quote are taken away as they were put around", () => {
  for (const command of ["bullets", "tasks", "quote"]) {
    const here = page(paragraph("ett"), paragraph("två"))
    const chooseAll = () => here.view.dispatch(here.view.state.tr.setSelection(new AllSelection(here.view.state.doc)))

    chooseAll()
    here.run(command)
    assert.notEqual(here.text, 'doc(paragraph("ett"), paragraph("två"))')
    chooseAll()
    here.run(command)

    assert.equal(here.text, 'doc(paragraph("ett"), paragraph("två"))')
  }
})

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

test("a footnote has a number that is free, and is written at the end", () => {
  const before = nodes.footnote_definition.create({ label: "1" }, paragraph("En källa."))
  const text = page(paragraph("Så är det"), before)

  text.run("footnote")

  assert.equal(text.view.state.doc.lastChild.attrs.label, "2")
  assert.equal(text.view.state.doc.firstChild.lastChild.attrs.label, "2")
  assert.equal(text.view.state.selection.$from.node(1), text.view.state.doc.lastChild)
  assert.equal(text.run("footnote"), false)
})
