import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import AdviceController from "./advice_controller.js"

const markup = `<form><input type="hidden" name="csrf_token" value="t"><input name="title" value="Om KLIV">
  <textarea id="field-text" name="text"></textarea>
  <details open hidden data-controller="advice" data-advice-field-value="field-text" data-advice-url-value="/advice"
    data-advice-wait-value="5" data-action="toggle->advice#keep"><ul data-advice-target="list"></ul></details></form>`

async function write(html, kept = null) {
  const page = await openPage(markup)
  if (kept) page.window.localStorage.setItem("advice", kept)
  const sent = []
  globalThis.DOMParser = page.window.DOMParser
  globalThis.fetch = async (address, { body }) => {
    sent.push([address, Object.fromEntries(body)])
    return { ok: html !== null, text: async () => html }
  }
  await page.start("advice", AdviceController)
  return { page, sent, advice: page.find("details") }
}

test("a little after a pause in the writing, the server is asked and its advice shown", async () => {
  const { page, sent, advice } = await write("<li>Lång mening.</li>")

  page.type("textarea", "En")
  page.type("textarea", "En text")
  await moment(20)

  assert.deepEqual(sent, [["/advice", { text: "En text", title: "Om KLIV", csrf_token: "t" }]])
  assert.equal(advice.querySelector("li").textContent, "Lång mening.")
  assert.equal(advice.hidden, false)
})

test("where nothing is to be said, nothing stands there", async () => {
  const { page, advice } = await write("")
  advice.hidden = false

  page.type("textarea", "En text")
  await moment(20)

  assert.equal(advice.hidden, true)
})

test("whoever has folded the advice is left in peace until they open it", async () => {
  const { page, sent, advice } = await write("<li>Lång mening.</li>", "folded")
  assert.equal(advice.open, false)

  page.type("textarea", "En text")
  await moment(20)
  assert.equal(sent.length, 0)
  advice.open = true
  await moment(20)

  assert.equal(sent.length, 1)
  assert.equal(page.window.localStorage.getItem("advice"), "open")
})

test("a server that does not answer changes nothing", async () => {
  const { page, advice } = await write(null)

  page.type("textarea", "En text")
  await moment(20)

  assert.equal(advice.hidden, true)
})
