import assert from "node:assert/strict"
import { test } from "node:test"
import { moment } from "../../testing/page.js"
import { openRich } from "../../testing/rich.js"
import { openWindow } from "../../testing/pastes.js"
import { completionPlugin } from "./plugin.js"
import { answering, pieceIn, source } from "./testing_names.js"

async function rich(text, at = "after") {
  const window = openWindow('<div class="editor"></div>')
  const asked = answering()
  const home = window.document.querySelector(".editor")
  const page = await openRich(text, [completionPlugin({ piece: pieceIn(window), source: source(), home })], { window })
  page.select(text, at)
  const list = () => window.document.querySelector("[role=listbox]")
  return {
    ...page,
    asked,
    list,
    isOpen: () => Boolean(list()) && !list().hidden,
    chosen: () => window.document.querySelector("[aria-selected=true]")?.textContent,
    async write(words) {
      for (const letter of words) page.type(letter)
      for (let waited = 0; waited < 6 && (!list() || list().hidden); waited += 1) await moment(100)
    }
  }
}

test("after two brackets names are offered, said aloud, and the first is chosen", async () => {
  const page = await rich("Se")
  await page.write(" [[tor")

  assert.deepEqual(page.asked, ["?area=skog&q=tor"])
  assert.ok(page.isOpen())
  assert.equal(page.chosen(), "Torsta Organisation")
  assert.equal(page.view.dom.getAttribute("aria-controls"), page.list().id)
  assert.equal(page.view.dom.getAttribute("aria-activedescendant"), page.list().children[0].id)
  assert.equal(page.window.document.querySelector("[data-part=said]").textContent, "2 names")
})

test("Enter puts in the link by its name, and eats brackets that were closed before", async () => {
  const page = await rich("Se ]] nu.", "before")
  page.select("]]", "before")
  await page.write("[[tor")

  assert.ok(page.press("Enter").defaultPrevented)

  assert.equal(page.source(), "Se [[Torsta]] nu.")
  assert.ok(!page.isOpen())
})

test("a name that brackets cannot hold is linked by its address", async () => {
  const page = await rich("Se")
  await page.write(" [[tor")

  page.press("ArrowUp")
  page.press("Tab")

  assert.match(page.source(), /^Se \[Torv \\\[A\\?\]\]\(\/blocks\/1\)$/u)
})

test("a press on a name puts it in", async () => {
  const page = await rich("Se")
  await page.write(" [[tor")

  page.list().children[0].dispatchEvent(new page.window.MouseEvent("click", { bubbles: true }))

  assert.equal(page.source(), "Se [[Torsta]]")
})

test("Escape closes the list until another name is begun, and the keys are the text's again", async () => {
  const page = await rich("Se")
  await page.write(" [[tor")
  page.press("Escape")
  assert.ok(!page.isOpen())
  assert.ok(!page.view.dom.hasAttribute("aria-activedescendant"))

  await page.write("s")
  assert.ok(!page.isOpen())

  await page.write("]] [[to")
  assert.ok(page.isOpen())
})

test("people are offered after @ where they can be mentioned", async () => {
  const page = await rich("Hej")
  await page.write(" @ann")
  page.press("Enter")

  assert.deepEqual(page.asked, ["?q=ann"])
  assert.equal(page.view.state.doc.textContent, "Hej @Anna Berg (Norr) ")
})

test("nothing is asked in code, for a word alone, or twice for the same", async () => {
  const page = await rich("kod")
  await page.write(" tor")
  assert.deepEqual(page.asked, [])
  await page.write(" [[tor")
  page.press("Escape")
  await page.write(" [[tor")
  assert.equal(page.asked.length, 1)

  const code = await rich("x")
  code.view.dispatch(code.view.state.tr.setBlockType(1, 1, code.view.state.schema.nodes.code_block))
  await code.write("[[tor")
  assert.deepEqual(code.asked, [])
})
