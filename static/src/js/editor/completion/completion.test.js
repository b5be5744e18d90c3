import assert from "node:assert/strict"
import { test } from "node:test"
import { moment } from "../../testing/page.js"
import { openRich } from "../../testing/rich.js"
import { openWindow } from "../../testing/pastes.js"
import { completeIn } from "./field.js"
import { completionPlugin } from "./plugin.js"
import { begunIn } from "./signs.js"
import { Source } from "./source.js"

const PIECE = '<div class="completion"><ul role="listbox" data-part="options" hidden></ul><p data-part="said" data-one="{number} name" data-many="{number} names"></p></div>'
const FOUND = [
  { name: "Torsta", detail: "Organisation", address: "/organisations/torsta", is_label: true },
  { name: "Torv [A]", detail: "Mål", address: "/blocks/1", is_label: false }
]
const PEOPLE = [{ name: "Anna Berg", detail: "Norr", written: "Anna Berg (Norr)" }]

function answering(found = { names: FOUND, mentionable: PEOPLE }) {
  const asked = []
  globalThis.fetch = async (address) => {
    asked.push(decodeURIComponent(address.search))
    return { ok: true, headers: new Headers({ "Content-Type": "application/json" }), json: async () => found[address.pathname.slice(1)] ?? [] }
  }
  return asked
}

const source = () => new Source({ links: "/names?area=skog", mentions: "/mentionable" })

const pieceIn = (window) => () =>
  window.document.importNode(new window.DOMParser().parseFromString(PIECE, "text/html").body.firstChild, true)

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

test("where nothing is called so, nothing is asked with more after it; and an answer that is none closes nothing down", async () => {
  const asked = answering({})
  const names = source()

  assert.deepEqual(await names.find({ sort: "links", word: "xy" }), [])
  assert.deepEqual(await names.find({ sort: "links", word: "xyz" }), [])
  assert.equal(asked.length, 1)

  globalThis.fetch = async () => ({ ok: true, headers: new Headers({ "Content-Type": "text/html" }) })
  assert.deepEqual(await names.find({ sort: "links", word: "a" }), [])
  globalThis.fetch = async () => { throw new TypeError("no contact") }
  assert.deepEqual(await names.find({ sort: "links", word: "a" }), [])
})

test("what begins a name", () => {
  assert.deepEqual(begunIn("Se [[Hållbar en"), { sort: "links", word: "Hållbar en", length: 12 })
  assert.deepEqual(begunIn("(@Ann"), { sort: "mentions", word: "Ann", length: 4 })
  for (const none of ["Se [[", "Se [[ a", "Se [[a]]", "[[a|b", "post@ann", "@ ann", "[a"]) assert.equal(begunIn(none), null)
})

test("in the plain field the name is put in with its brackets", async () => {
  const window = openWindow('<div class="editor"><textarea></textarea></div>')
  Object.assign(globalThis, { Event: window.Event, getComputedStyle: window.getComputedStyle, ResizeObserver: class { observe() {} disconnect() {} } })
  const asked = answering()
  const field = window.document.querySelector("textarea")
  const leaving = new window.AbortController()
  completeIn(field, { piece: pieceIn(window), source: source(), home: field.parentElement }, leaving.signal)
  field.focus()
  field.value = "Se [[tor och @anna"
  field.setSelectionRange(8, 8)
  field.dispatchEvent(new window.Event("input", { bubbles: true }))
  await moment(500)

  field.dispatchEvent(new window.KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }))
  assert.ok(field.getAttribute("aria-activedescendant").endsWith("-1"))
  field.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))

  assert.deepEqual(asked, ["?area=skog&q=tor"])
  assert.equal(field.value, "Se [Torv \\[A\\]](/blocks/1) och @anna")
  leaving.abort()
  assert.equal(window.document.querySelector("[role=listbox]"), null)
})
