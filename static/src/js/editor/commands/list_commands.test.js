import assert from "node:assert/strict"
import { test } from "node:test"
import { split } from "./list_commands.js"
import { page, paragraph, words } from "./testing_page.js"
import { schema } from "../document/schema.js"

const { nodes } = schema

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
