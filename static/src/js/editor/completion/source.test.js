import assert from "node:assert/strict"
import { test } from "node:test"
import { openWindow } from "../../testing/pastes.js"
import { answering, source } from "./testing_names.js"

test("where nothing is called so, nothing is asked with more after it; and an answer that is none closes nothing down", async () => {
  openWindow()
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
