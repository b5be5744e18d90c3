import assert from "node:assert/strict"
import { test } from "node:test"
import { fill, isChanged, originalOf, valuesOf } from "./form_values.js"
import { openPage } from "./testing/page.js"

const markup = `<form><input name="title" value="Mål"><textarea name="text">Text</textarea>
  <input type="checkbox" name="place" value="2361" checked><input type="checkbox" name="place" value="2380">
  <select name="goal"><option value="">Inget</option><option value="1" selected>Ett</option></select>
  <input type="hidden" name="csrf_token" value="x"><input name="search" value="q" data-not-kept><button name="go">Spara</button></form>`

const openForm = async () => (await openPage(markup)).find("form")

test("only what a person typed or chose is told", async () => {
  const form = await openForm()

  assert.deepEqual(valuesOf(form), [["title", "Mål"], ["text", "Text"], ["place", "2361"], ["goal", "1"]])
})

test("an untouched form is unchanged", async () => {
  const form = await openForm()

  assert.equal(isChanged(form), false)
})

test("each kind of field tells when it has changed", async () => {
  const changes = [
    (form) => { form.title.value = "Nytt" },
    (form) => { form.text.value = "Nytt" },
    (form) => { form.place[1].checked = true },
    (form) => { form.goal.value = "" }
  ]
  for (const change of changes) {
    const form = await openForm()

    change({ title: form.elements.title, text: form.elements.text, place: form.elements.place, goal: form.elements.goal })

    assert.equal(isChanged(form), true)
  }
})

test("kept values fill the form again, and the original ones restore it", async () => {
  const form = await openForm()
  const kept = [["title", "Nytt"], ["text", ""], ["place", "2380"], ["goal", ""]]

  fill(form, kept)
  const filled = valuesOf(form)
  fill(form, originalOf(form))

  assert.deepEqual(filled, kept)
  assert.equal(isChanged(form), false)
})
