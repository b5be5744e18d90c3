import assert from "node:assert/strict"
import { test } from "node:test"
import { moment } from "../testing/page.js"
import { kept, openForm } from "./testing_draft.js"

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

test("a draft that was sent, and whose text has a newer version, is not offered again", async () => {
  const page = await openForm({ version: "8", draft: kept({ isSent: true }) })

  assert.equal(page.find("textarea").value, "Saved")
  assert.equal(page.draft(), null)
})

test("a form that comes back with errors keeps its draft, though it shows the same words", async () => {
  const page = await openForm({ text: "Typed", draft: kept(), attributes: 'aria-invalid="true"' })

  assert.deepEqual(page.draft().values, [["text", "Typed"]])
})

test("a draft of a month ago is forgotten", async () => {
  const page = await openForm({ draft: kept({ at: Date.now() - 31 * 86_400_000 }) })

  assert.equal(page.find("textarea").value, "Saved")
  assert.equal(page.draft(), null)
})
