import assert from "node:assert/strict"
import { test } from "node:test"
import { clipboard, read } from "../../testing/pastes.js"
import { openRich } from "../../testing/rich.js"
import { parse } from "../document/parse.js"
import { pastePlugin } from "./paste.js"
import { schema } from "../document/schema.js"
import { serialise } from "../document/serialise.js"

async function rich(source) {
  const told = []
  const { tableEditing } = await import("prosemirror-tables")
  const page = await openRich(source, [pastePlugin({ schema, parse, write: serialise, tell: (number) => told.push(number), origin: "https://fardplan.example" }), tableEditing()])
  return { ...page, told, pasteHtml: (html, text = "") => page.paste(clipboard({ "text/html": html, "text/plain": text })), pasteText: (text) => page.paste(clipboard({ "text/plain": text })) }
}

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

test("a table from Excel is a table, and its picture is not taken for one that is meant", async () => {
  const page = await rich("")

  page.paste(clipboard({ "text/html": read("excel_table.html"), "text/plain": "Aktivitet\tStart\tBudget\n" }, [{ name: "image.png", type: "image/png", size: 3 }]))

  assert.match(page.source(), /^\| Aktivitet \| Start \| Budget \|\n/u)
})

test("cells pasted in a table are put into its cells", async () => {
  const page = await rich("| a | b |\n| --- | --- |\n| 1 | 2 |")
  page.select("1", "before")

  page.pasteText("x\ty\nz\tå")

  assert.equal(page.source(), "| a | b |\n| --- | --- |\n| x | y |\n| z | å |")
})

test("a cell takes paragraphs and lists as one row of words", async () => {
  const page = await rich("| a | b |\n| --- | --- |\n| 1 | 2 |")
  page.select("2", "after")

  page.pasteHtml("<p>, tre</p><ul><li>fyra</li><li>fem</li></ul>")

  assert.equal(page.source(), "| a | b |\n| --- | --- |\n| 1 | 2, tre fyra; fem |")
})

test("Markdown pasted as text is read, unless its letters alone are wanted", async () => {
  const page = await rich("")
  page.pasteText("# Mål\n\n- ett\n- **två**")
  assert.equal(page.source(), "# Mål\n\n- ett\n- **två**")

  const plain = await rich("")
  plain.press("V", { code: "KeyV", ctrlKey: true, shiftKey: true })
  plain.pasteText("**två**")
  assert.equal(plain.view.state.doc.textContent, "**två**")
})

test("Markdown from an editor of code is read as Markdown, whatever colours it came in", async () => {
  const page = await rich("")
  const html = '<meta charset=\'utf-8\'><div style="color: #ccc;background-color: #1f1f1f;font-family: Menlo, monospace;white-space: pre;"><div><span style="color:#569cd6;font-weight:bold;"># Mål</span></div><br><div>- ett</div></div>'

  page.pasteHtml(html, "# Mål\n\n- ett")

  assert.equal(page.source(), "# Mål\n\n- ett")
})

test("in code everything stands as it is", async () => {
  const page = await rich("```\nkod\n```")
  page.select("kod", "after")

  page.paste(clipboard({ "text/html": "<b>fet</b>", "text/plain": "**fet**" }))

  assert.equal(page.source(), "```\nkod**fet**\n```")
})

test("an address pasted over words makes a link of them, but not one that leads nowhere good", async () => {
  const page = await rich("Läs mer här.")
  page.select("mer")
  page.pasteText("https://www.regionjh.se/")
  assert.equal(page.source(), "Läs [mer](https://www.regionjh.se/) här.")

  const other = await rich("Läs mer här.")
  other.select("mer")
  other.pasteText("javascript:alert(1)")
  assert.equal(other.view.state.doc.textContent, "Läs javascript:alert(1) här.")
  assert.ok(!other.view.dom.querySelector("a"))
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
