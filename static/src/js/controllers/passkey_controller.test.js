import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import PasskeyController from "./passkey_controller.js"

const markup = `<form method="post" action="/sign-in/passkey" hidden data-controller="passkey" data-passkey-challenge-value="/challenge">
  <input name="csrf_token" value="t1"><input name="answer" data-passkey-target="answer">
  <button type="button" data-passkey-target="button" data-action="passkey#ask">Show</button>
  <p hidden data-passkey-target="problem">No</p></form>`

async function openForm({ has = true, get, ok = true } = {}) {
  const page = await openPage(markup)
  const asked = []
  if (has) page.window.PublicKeyCredential = class {}
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { credentials: { get } } })
  globalThis.fetch = async (address, { method, headers }) => {
    asked.push(`${method} ${address} ${headers["X-CSRFToken"]}`)
    return { ok, json: async () => ({ challenge: "AQI" }) }
  }
  const sent = []
  page.window.HTMLFormElement.prototype.submit = function submit() {
    sent.push(JSON.parse(this.elements.namedItem("answer").value))
  }
  await page.start("passkey", PasskeyController)
  return { page, asked, sent }
}

const bytes = Uint8Array.from([3]).buffer
const shown = { id: "Aw", rawId: bytes, type: "public-key", response: { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes } }

test("a browser that knows no passkeys is offered none", async () => {
  const { page } = await openForm({ has: false })

  assert.equal(page.find("form").hidden, true)
})

test("what the browser shows is sent with the form", async () => {
  const { page, asked, sent } = await openForm({ get: async () => shown })

  page.find("button").click()
  await moment()

  assert.equal(page.find("form").hidden, false)
  assert.deepEqual(asked, ["POST /challenge t1"])
  assert.equal(sent[0].response.signature, "Aw")
})

test("when nothing is shown the page says so, and nothing is sent", async () => {
  const { page, sent } = await openForm({ get: async () => { throw new Error("cancelled") } })

  page.find("button").click()
  await moment()

  assert.equal(page.find("p").hidden, false)
  assert.equal(page.find("button").disabled, false)
  assert.deepEqual(sent, [])
})

test("without a challenge the browser is not asked", async () => {
  let isAsked = false
  const { page } = await openForm({ ok: false, get: async () => { isAsked = true } })

  page.find("button").click()
  await moment()

  assert.equal(isAsked, false)
  assert.equal(page.find("p").hidden, false)
})

test("the form is hidden again when it leaves the page", async () => {
  const { page } = await openForm({ get: async () => shown })

  const form = await page.remove("form")

  assert.equal(form.hidden, true)
})
