import assert from "node:assert/strict"
import { test } from "node:test"
import { LineQueue } from "./line_queue.js"

function storage() {
  const kept = new Map()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key), kept }
}

const line = (key) => ({ key, words: `words ${key}`, who: "" })

test("lines are sent in the order in which they were written, and forgotten when the server has them", async () => {
  const sent = []
  const place = storage()
  const queue = new LineQueue("m", async ({ key }) => { sent.push(key); return { kept: `<li>${key}</li>` } }, place)
  queue.add(line("a"))
  queue.add(line("b"))
  const kept = []

  assert.equal(await queue.flush((key, html) => kept.push(html), () => {}), "kept")

  assert.deepEqual(sent, ["a", "b"])
  assert.deepEqual(kept, ["<li>a</li>", "<li>b</li>"])
  assert.equal(place.kept.size, 0)
})

test("without a connection they stay, also for the next time the page is opened", async () => {
  const place = storage()
  const queue = new LineQueue("m", async () => { throw new Error("no connection") }, place)
  queue.add(line("a"))

  assert.equal(await queue.flush(() => {}, () => {}), "waiting")

  const again = new LineQueue("m", async () => ({ kept: "" }), place)
  assert.deepEqual(again.lines.map(({ key }) => key), ["a"])
  assert.equal(await again.flush(() => {}, () => {}), "kept")
})

test("one that is refused stays with the reason, and the others go on", async () => {
  const queue = new LineQueue("m", async ({ key }) => (key === "a" ? { fault: "Too long." } : { kept: "" }), storage())
  queue.add(line("a"))
  queue.add(line("b"))
  const refused = []

  await queue.flush(() => {}, (key, fault) => refused.push([key, fault]))

  assert.deepEqual(refused, [["a", "Too long."]])
  assert.deepEqual(queue.lines.map(({ key, fault }) => [key, fault]), [["a", "Too long."]])
})

test("a line that is written while others are being sent goes with them", async () => {
  let queue = null
  const sent = []
  queue = new LineQueue("m", async ({ key }) => {
    if (key === "a") {
      queue.add(line("b"))
      assert.equal(await queue.flush(() => {}, () => {}), "busy")
    }
    sent.push(key)
    return { kept: "" }
  }, storage())
  queue.add(line("a"))

  await queue.flush(() => {}, () => {})

  assert.deepEqual(sent, ["a", "b"])
})

test("what cannot be read in the browser's memory is no line", () => {
  const place = storage()
  place.setItem("lines:m", "{broken")

  assert.deepEqual(new LineQueue("m", async () => ({}), place).lines, [])
})

test("whoever is signed out is told so, and keeps the line", async () => {
  const queue = new LineQueue("m", async () => ({ signedOut: true }), storage())
  queue.add(line("a"))

  assert.equal(await queue.flush(() => {}, () => {}), "signedOut")
  assert.equal(queue.lines.length, 1)
})
