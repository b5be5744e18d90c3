import assert from "node:assert/strict"
import { test } from "node:test"
import { clipboard } from "../../testing/pastes.js"
import { rich } from "./testing_view.js"

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
