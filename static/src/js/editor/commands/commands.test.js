import assert from "node:assert/strict"
import { test } from "node:test"
import { AllSelection } from "prosemirror-state"
import { page, paragraph } from "./testing_page.js"

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
