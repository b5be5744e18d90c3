import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import AutosaveController from "./autosave_controller.js"

const form = (version, text, attributes = "") => `<form data-controller="autosave" data-autosave-key-value="block/3"
    data-autosave-version-value="${version}" data-autosave-wait-value="0">
  <div data-autosave-target="notice" hidden>Found <p data-autosave-target="stale" hidden>Moved on</p>
    <button type="button" data-action="autosave#discard">Throw away</button></div>
  <input type="hidden" name="csrf_token" value="secret"><input type="hidden" name="based_on" value="${version}"><input type="password" name="word" value="hemligt">
  <textarea name="text" ${attributes}>${text}</textarea></form>`

const kept = (facts) => JSON.stringify({ values: [["text", "Typed"]], version: "7", at: Date.now(), isSent: false, ...facts })

async function openForm({ version = "7", text = "Saved", draft, attributes, head = "", settles = false } = {}) {
  const settling = settles ? 'data-controller="autosave" data-autosave-settles-value="true"' : 'data-controller="autosave"'
  const page = await openPage(head + form(version, text, attributes).replace('data-controller="autosave"', settling))
  if (draft) page.window.localStorage.setItem("draft:p1:block/3", draft)
  await page.start("autosave", AutosaveController)
  const answer = (detail) =>
    page.find("form").dispatchEvent(new page.window.CustomEvent("turbo:submit-end", { bubbles: true, detail }))
  return { ...page, answer, draft: () => JSON.parse(page.window.localStorage.getItem("draft:p1:block/3")) }
}

test("what is typed is kept with the version it began from, and without secrets", async () => {
  const page = await openForm()

  page.type("textarea", "Typed")
  await moment(5)

  assert.deepEqual(page.draft().values, [["text", "Typed"]])
  assert.equal(page.draft().version, "7")
})

test("a draft comes back with a notice", async () => {
  const page = await openForm({ draft: kept() })

  assert.equal(page.find("textarea").value, "Typed")
  assert.equal(page.find("[data-autosave-target=notice]").hidden, false)
  assert.equal(page.find("[data-autosave-target=stale]").hidden, true)
})

test("the notice says so when the text has moved on", async () => {
  const page = await openForm({ version: "8", draft: kept() })

  assert.equal(page.find("[data-autosave-target=stale]").hidden, false)
})

test("a draft brings along what it began from, so that the server merges it with what others have written since", async () => {
  const page = await openForm({ version: "8", draft: kept({ began: [["based_on", "7"]] }) })
  assert.equal(page.find("[name=based_on]").value, "7")
  assert.equal(page.find("[name=csrf_token]").value, "secret")

  page.type("textarea", "Typed more")
  await moment(5)
  assert.deepEqual(page.draft().began, [["based_on", "7"]])

  page.find("button").click()
  assert.equal(page.find("[name=based_on]").value, "8")
})

test("a form that settles what two have written stays as it came", async () => {
  const page = await openForm({ version: "8", draft: kept(), settles: true })

  assert.equal(page.find("textarea").value, "Saved")
  assert.equal(page.find("[data-autosave-target=notice]").hidden, true)
  assert.deepEqual(page.draft().values, [["text", "Typed"]])
})

test("a draft that does not tell what it began from is known by its version", async () => {
  const page = await openForm({ version: "8", draft: kept() })

  assert.equal(page.find("[name=based_on]").value, "7")
})

test("thrown away, the saved text stands again and no draft is left", async () => {
  const page = await openForm({ draft: kept() })

  page.find("button").click()

  assert.equal(page.find("textarea").value, "Saved")
  assert.equal(page.draft(), null)
})

test("when the server has saved, the draft is dropped", async () => {
  const page = await openForm({ draft: kept() })

  page.answer({ success: true, fetchResponse: { redirected: true, location: new URL("https://fardplan.example/roadmap") } })

  assert.equal(page.draft(), null)
})

test("when the server refuses, the draft is kept", async () => {
  const page = await openForm()
  page.type("textarea", "Typed")

  page.answer({ success: false })

  assert.deepEqual(page.draft().values, [["text", "Typed"]])
})

test("when the answer is a page to sign in on, nothing was saved and the draft is kept", async () => {
  const page = await openForm({ head: '<meta name="sign-in" content="/sign-in">' })
  page.type("textarea", "Typed")

  page.answer({ success: true, fetchResponse: { redirected: true, location: new URL("https://fardplan.example/sign-in?next=/") } })

  assert.deepEqual(page.draft().values, [["text", "Typed"]])
})

test("a draft that was sent, and whose text has a newer version, is not offered again", async () => {
  const page = await openForm({ version: "8", draft: kept({ isSent: true }) })

  assert.equal(page.find("textarea").value, "Saved")
  assert.equal(page.draft(), null)
})

test("a form that comes back with errors keeps its draft, though it shows the same words", async () => {
  const page = await openForm({ text: "Typed", draft: kept(), attributes: 'aria-invalid="true"' })

  assert.deepEqual(page.draft().values, [["text", "Typed"]])
})

test("leaving in the middle of a word keeps the word", async () => {
  const page = await openForm()
  page.type("textarea", "Typ")

  page.window.dispatchEvent(new page.window.Event("pagehide"))

  assert.deepEqual(page.draft().values, [["text", "Typ"]])
})

test("a draft of a month ago is forgotten", async () => {
  const page = await openForm({ draft: kept({ at: Date.now() - 31 * 86_400_000 }) })

  assert.equal(page.find("textarea").value, "Saved")
  assert.equal(page.draft(), null)
})
