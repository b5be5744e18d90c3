import assert from "node:assert/strict"
import { test } from "node:test"
import { openWindow } from "../../testing/pastes.js"
import { openRich } from "../../testing/rich.js"
import { putIn, putInField } from "./file_nodes.js"
import { ADDRESS } from "./testing_tools.js"

const kept = [
  { address: ADDRESS, kind: "picture", name: "åker.png", words: "En [åker]" },
  { address: ADDRESS, kind: "attachment", name: "plan.pdf", words: "Planen" }
]

test("pictures get a paragraph of their own in the rich view, and attachments become links", async () => {
  const page = await openRich("Före.\n\nEfter.", [])
  page.select("Före.", "after")

  putIn(page.view, kept)

  assert.match(page.source(), /^Före\.\[Planen\]\(\/files\/[-\w]+\)\n\n!\[En .*åker.*\]\(\/files\/[-\w]+\)\n\nEfter\.$/u)
  assert.equal(page.view.dom.querySelector("img[src]").alt, "En [åker]")
})

test("a picture takes the place of an empty paragraph, and one can go on writing under it", async () => {
  const page = await openRich("", [])

  putIn(page.view, [kept[0]])
  page.type("Mer.")

  assert.match(page.source(), /^!\[.*\]\(\/files\/[-\w]+\)\n\nMer\.$/u)
})

test("in the plain field they stand as Markdown", () => {
  const window = openWindow("<textarea></textarea>")
  globalThis.Event = window.Event
  const field = window.document.querySelector("textarea")
  field.value = "Före. Efter."
  field.setSelectionRange(6, 6)

  putInField(field, [kept[1]])
  putInField(field, [{ ...kept[0], words: "Åker" }])

  assert.equal(field.value, `Före. [Planen](${ADDRESS})\n\n![Åker](${ADDRESS})\n\nEfter.`)
})
