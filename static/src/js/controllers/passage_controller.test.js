import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import PassageController from "./passage_controller.js"

const markup = `<div data-controller="passage">
  <article data-passage-target="block"><div data-passage-target="prose" data-field="text"><p>Det som <em>växer, fångas</em> och vårdas här.</p></div>
    <button id="own" data-action="passage#comment">Kommentera</button>
    <details data-action="toggle->passage#opened"><summary>Kommentera</summary><form data-passage-target="form">
      <input type="hidden" data-passage-part="quote"><input type="hidden" data-passage-part="prefix">
      <input type="hidden" data-passage-part="suffix"><input type="hidden" data-passage-part="field">
      <blockquote data-passage-part="preview" hidden></blockquote><textarea></textarea></form></details></article>
  <div id="tools" data-passage-target="tools" hidden><button id="floating" data-action="passage#comment">Kommentera</button></div></div>`

async function openBlock({ select = true } = {}) {
  const page = await openPage(markup)
  page.window.Range.prototype.getBoundingClientRect = () => ({ left: 0, top: 0, width: 0 })
  await page.start("passage", PassageController)
  if (select) await selectFrom(page, page.find("p").firstChild, 8, page.find("em").firstChild, 5)
  const part = (name) => page.find(`[data-passage-part=${name}]`)
  return { ...page, part }
}

async function selectFrom(page, start, from, end, to) {
  const range = page.window.document.createRange()
  range.setStart(start, from)
  range.setEnd(end, to)
  page.window.document.getSelection().addRange(range)
  page.window.document.dispatchEvent(new page.window.Event("selectionchange"))
  await moment(400)
}

test("selected words bring the tools forth", async () => {
  const page = await openBlock()

  assert.equal(page.find("#tools").hidden, false)
})

test("whatever else can be done with the words is told of them", async () => {
  const page = await openBlock({ select: false })
  let told = null
  page.window.document.addEventListener("passage:select", ({ detail }) => (told = detail))

  await selectFrom(page, page.find("p").firstChild, 8, page.find("em").firstChild, 5)

  assert.equal(told.quote, "växer")
  assert.equal(told.field, "text")
})

for (const button of ["#floating", "#own"]) {
  test(`the button ${button} opens the form with the passage and the words around it`, async () => {
    const page = await openBlock()

    page.find(button).click()
    await moment(10)

    assert.equal(page.find("details").open, true)
    assert.equal(page.part("quote").value, "växer")
    assert.equal(page.part("prefix").value, "Det som ")
    assert.equal(page.part("suffix").value, ", fångas och vårdas här.")
    assert.equal(page.part("field").value, "text")
    assert.equal(page.part("preview").textContent, "växer")
  })
}

test("with nothing selected the comment is about the block", async () => {
  const page = await openBlock({ select: false })

  page.find("#own").click()
  await moment(10)

  assert.equal(page.find("details").open, true)
  assert.equal(page.part("quote").value, "")
  assert.equal(page.part("preview").hidden, true)
})
