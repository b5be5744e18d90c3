import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import TermsController from "./terms_controller.js"

const markup = `<div data-controller="terms" data-terms-wait-value="5" data-action="pointerover->terms#hover
  pointerout->terms#leave focusin->terms#focus focusout->terms#leave pointerdown@window->terms#touch click->terms#press
  keydown.esc@window->terms#close"><p>Om <a class="term" href="/glossary/1?as_of=3">bredd</a>.</p></div><p id="outside"></p>`

async function open({ answer = "<p>Mer av fler.</p>", hasPopover = true } = {}) {
  const page = await openPage(markup)
  const asked = []
  globalThis.fetch = async (address) => {
    asked.push(String(address))
    return { ok: answer !== null, text: async () => answer }
  }
  for (const name of ["HTMLElement", "DOMParser"]) globalThis[name] = page.window[name]
  const prototype = page.window.HTMLElement.prototype
  if (hasPopover) Object.assign(prototype, { popover: null, showPopover() {} })
  const term = page.find("a.term")
  term.getClientRects = () => [{ top: 0, bottom: 10, left: 5 }]
  await page.start("terms", TermsController)
  const send = (target, name, facts) => {
    const event = Object.assign(new page.window.Event(name, { bubbles: true, cancelable: true }), facts)
    target.dispatchEvent(event)
    return event
  }
  const tap = (target) => {
    send(target, "pointerdown", { pointerType: "touch" })
    return send(target, "click", { detail: 1 })
  }
  const card = () => page.find(".term-card")
  return { page, term, asked, send, tap, card }
}

test("a pointer that rests on the word is told what it means, of the moment that the mark names", async () => {
  const { term, asked, send, card } = await open()

  send(term, "pointerover", { pointerType: "mouse" })
  assert.equal(card(), null)
  await moment(20)

  assert.equal(card().textContent, "Mer av fler.")
  assert.deepEqual(asked, ["https://fardplan.example/glossary/1/card?as_of=3"])
})

test("the card stays while the pointer is on it, and goes when it leaves", async () => {
  const { term, send, card } = await open()
  send(term, "pointerover", { pointerType: "mouse" })
  await moment(20)

  send(term, "pointerout", { pointerType: "mouse" })
  send(card(), "pointerover", { pointerType: "mouse" })
  await moment(20)
  assert.ok(card())
  send(card(), "pointerout", { pointerType: "mouse" })
  await moment(20)

  assert.equal(card(), null)
})

test("Escape closes it, and the server is not asked twice", async () => {
  const { page, term, asked, send, card } = await open()
  for (let time = 0; time < 2; time += 1) {
    send(term, "pointerover", { pointerType: "mouse" })
    await moment(20)
    assert.ok(card())
    page.window.dispatchEvent(new page.window.KeyboardEvent("keydown", { key: "Escape" }))
    assert.equal(card(), null)
  }

  assert.equal(asked.length, 1)
})

test("the first tap explains, the second follows the link, and one elsewhere closes", async () => {
  const { page, term, send, tap, card } = await open()

  assert.ok(tap(term).defaultPrevented)
  await moment(70)
  assert.ok(card())
  assert.equal(page.find("#announcements").textContent, "Mer av fler.")
  assert.ok(!tap(term).defaultPrevented)
  send(page.find("#outside"), "pointerdown", { pointerType: "touch" })

  assert.equal(card(), null)
})

test("a key follows the link, also after a tap", async () => {
  const { term, send, tap } = await open()
  tap(term)

  assert.ok(!send(term, "click", { detail: 0 }).defaultPrevented)
})

test("without an answer nothing opens, and the next time it is asked again", async () => {
  const { term, asked, send, card } = await open({ answer: null })
  for (let time = 0; time < 2; time += 1) {
    send(term, "pointerover", { pointerType: "mouse" })
    await moment(20)
    send(term, "pointerout", { pointerType: "mouse" })
    await moment(20)
  }

  assert.equal(card(), null)
  assert.equal(asked.length, 2)
})

test("a page that is left takes the card with it", async () => {
  const { page, term, send, card } = await open()
  send(term, "pointerover", { pointerType: "mouse" })
  await moment(20)

  await page.remove("[data-controller]")

  assert.equal(card(), null)
})

test("a browser without popovers follows the link", async () => {
  const { term, tap } = await open({ hasPopover: false })

  assert.ok(!tap(term).defaultPrevented)
})
