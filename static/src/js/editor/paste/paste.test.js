import assert from "node:assert/strict"
import { test } from "node:test"
import { read } from "../../testing/pastes.js"
import { rich } from "./testing_view.js"

test("words from a page stand where the caret is, and the words around them stay", async () => {
  const page = await rich("Före efter.")
  page.select("efter", "before")

  assert.ok(page.pasteHtml(read("web_words.html")).defaultPrevented)

  assert.equal(page.source(), "Före ett par **ord** ur en meningefter.")
})

test("blocks from Word stand between the two halves of a paragraph", async () => {
  const page = await rich("Ett.\n\nTvå.")
  page.select("Två", "before")

  page.pasteHtml(read("word_nested_lists.html"))

  assert.equal(page.source(), "Ett.\n\nVi behöver:\n\n- Kunskap\n  - om jord\n  - om **skog**\n    - fjällnära\n- Pengar\n\nSedan vidare.Två.")
})

test("a list pasted in a list goes on with it", async () => {
  const page = await rich("- ett\n- två")
  page.select("två", "after")

  page.pasteHtml("<ul><li>tre</li><li>fyra</li></ul>")

  assert.equal(page.source(), "- ett\n- tvåtre\n- fyra")
})

test("footnotes go to the end, with labels that nothing has yet", async () => {
  const page = await rich("Först[^1].\n\n- här\n\n[^1]: Den första.")
  page.select("här", "after")

  page.pasteHtml(read("libreoffice_writer.html").replace(/<h1[^]*?<\/h1>|<ol[^]*<\/ol>/gu, ""))

  assert.match(page.source(), /- härNatur och \*\*kultur\*\* möts\[\^2\]\.\n/u)
  assert.match(page.source(), /\[\^1\]: Den första\.\n\n\[\^2\]: Gaaltije 2025\.$/u)
})

test("what says that it was copied in an editor is looked at once more", async () => {
  const page = await rich("")

  page.pasteHtml('<p data-pm-slice="1 1 []">Se <a href="javascript:alert(1)">här</a> <img src="https://evil.example/x.png" alt="bild"></p>')

  assert.ok(!page.view.dom.querySelector("a, img[src]"))
})

test("how many pictures were left out is told", async () => {
  const page = await rich("")

  page.pasteHtml(read("word_pictures.html"))

  assert.deepEqual(page.told, [1])
})

test("what is copied from the rich view is Markdown for those who take text", async () => {
  const page = await rich("En **fet** rad\n\n- ett\n- två")
  page.select("fet")
  const slice = page.view.state.selection.content()

  assert.equal(page.view.someProp("clipboardTextSerializer", (write) => write(slice, page.view)), "**fet**")
})

test("nothing is taken while the text is locked", async () => {
  const page = await rich("Text")
  page.surface.lock("Låst")

  page.pasteText("mer")

  assert.equal(page.source(), "Text")
})

test("nesting beyond reason does no harm", async () => {
  const page = await rich("")

  page.pasteHtml("<div>".repeat(2_000) + "djupt", "djupt")

  assert.equal(page.source(), "djupt")
})
