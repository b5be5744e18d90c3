import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import SelectWordsController from "./select_words_controller.js"

const form = (quote) => `<form data-controller="select-words" data-select-words-field-value="text" data-select-words-quote-value="${quote}">
  <input name="title"><textarea name="text">Mer av råvaran förädlas i länet.</textarea></form>`

test("the words are selected in their field", async () => {
  const page = await openPage(form("förädlas i länet"))

  await page.start("select-words", SelectWordsController)

  const field = page.find("textarea")
  assert.equal(field.value.slice(field.selectionStart, field.selectionEnd), "förädlas i länet")
  assert.equal(page.window.document.activeElement, field)
})

test("words that are spelt otherwise in the field bring one to the field", async () => {
  const page = await openPage(form("något annat"))

  await page.start("select-words", SelectWordsController)

  assert.equal(page.window.document.activeElement, page.find("textarea"))
})

test("without words nothing is selected", async () => {
  const page = await openPage(form(""))

  await page.start("select-words", SelectWordsController)

  assert.notEqual(page.window.document.activeElement, page.find("textarea"))
})
