import assert from "node:assert/strict"
import { afterEach, beforeEach, mock, test } from "node:test"
import { openPage } from "../testing/page.js"
import { Panel } from "./panel.js"

const markup = `<form><div class="field"><textarea></textarea></div></form>
  <section id="panel"><p id="status"></p><p id="news" hidden></p><ul id="people" hidden></ul></section>
  <template id="person"><li><span data-part="name"></span> <span data-part="organisation"></span></li></template>
  <template id="offer"><div class="offer"><p data-part="sentence"></p><textarea data-part="text"></textarea>
    <button data-part="copy"></button><button data-part="done"></button></div></template>
  <template id="words"><p data-word="saving">Saving</p><p data-word="saved">Saved</p><p data-word="away">No contact</p>
    <p data-word="back">Contact</p><p data-word="came">Here now: {names}.</p><p data-word="left">No longer here: {names}.</p></template>`

let page
let panel

async function open() {
  page = await openPage(markup)
  globalThis.ResizeObserver = class { observe() {} disconnect() {} }
  mock.timers.enable({ apis: ["setTimeout"] })
  const part = (name) => page.find(`#${name}`)
  panel = new Panel({ element: part("panel"), ...Object.fromEntries(["status", "news", "people", "person", "offer", "words"].map((name) => [name, part(name)])), form: page.find("form") })
}

const field = (facts) => ({ state: "writing", isSettled: true, others: [], sentence: "", ...facts })
const said = () => { mock.timers.tick(50); return page.find("#announcements").textContent }
const status = () => page.find("#status").textContent
const anna = { client: 2, name: "Anna", organisation: "Torsta", color: 3 }

beforeEach(open)
afterEach(() => { panel.destroy(); mock.timers.reset() })

test("a word that is saved at once changes nothing on the page", () => {
  panel.changed([field()])
  mock.timers.tick(10)

  panel.changed([field({ isSettled: false })])
  mock.timers.tick(500)
  panel.changed([field()])
  mock.timers.tick(1000)

  assert.equal(status(), "Saved")
  assert.equal(said(), "")
})

test("what takes longer is told, and lost contact is said aloud, and that it is back", () => {
  panel.changed([field({ isSettled: false })])
  mock.timers.tick(800)
  assert.equal(status(), "Saving")

  panel.changed([field(), field({ state: "away" })])
  mock.timers.tick(2000)
  assert.equal(status(), "No contact")
  assert.equal(said(), "No contact")

  panel.changed([field()])
  mock.timers.tick(0)
  assert.equal(said(), "Contact")
})

test("why a text was closed stands before everything else", () => {
  panel.changed([field({ state: "away" }), field({ state: "closed", sentence: "Locked: being decided." })])
  mock.timers.tick(0)

  assert.equal(status(), "Locked: being decided.")
  assert.equal(page.find("#status").dataset.state, "closed")
})

test("each of the others stands once with name and organisation, and comings are said together", () => {
  panel.changed([field({ others: [anna] }), field({ others: [{ ...anna, client: 5 }, { client: 3, name: "Bo", organisation: null, color: 1 }] })])

  assert.deepEqual([...page.find("#people").children].map((one) => one.textContent.trim()), ["Anna Torsta", "Bo"])
  mock.timers.tick(4000)
  assert.equal(said(), "Here now: Anna, Torsta; Bo.")
})

test("who goes out and comes in again is not talked about", () => {
  panel.changed([field({ others: [anna] })])
  mock.timers.tick(4000)
  said()
  page.find("#announcements").textContent = ""

  panel.changed([field()])
  mock.timers.tick(1000)
  panel.changed([field({ others: [anna] })])
  mock.timers.tick(4000)

  assert.equal(said(), "")
})

test("words that could not be put in stand below their field until one has taken care of them", () => {
  let done = 0

  panel.give({ element: page.find("textarea") }, "Locked.", "All I wrote", () => { done += 1 })
  assert.equal(page.find(".field .offer [data-part=text]").value, "All I wrote")
  page.find("[data-part=done]").click()

  assert.equal(done, 1)
  assert.equal(page.find(".field .offer"), null)
})

test("what has happened to the text is said, and shown for a while", () => {
  panel.tell("The text has been locked.")

  assert.match(said(), /The text has been locked\./u)
  assert.equal(page.find("#news").textContent, "The text has been locked.")
  assert.equal(page.find("#news").hidden, false)

  mock.timers.tick(30_000)

  assert.equal(page.find("#news").hidden, true)
})
