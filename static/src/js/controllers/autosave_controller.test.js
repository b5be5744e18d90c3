import assert from "node:assert/strict"
import { test } from "node:test"
import { moment } from "../testing/page.js"
import { kept, openForm } from "./testing_draft.js"

test("what is typed is kept with the version it began from, and without secrets", async () => {
  const page = await openForm()

  page.type("textarea", "Typed")
  await moment(5)

  assert.deepEqual(page.draft().values, [["text", "Typed"]])
  assert.equal(page.draft().version, "7")
})

test("leaving in the middle of a word keeps the word", async () => {
  const page = await openForm()
  page.type("textarea", "Typ")

  page.window.dispatchEvent(new page.window.Event("pagehide"))

  assert.deepEqual(page.draft().values, [["text", "Typ"]])
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
