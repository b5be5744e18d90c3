import assert from "node:assert/strict"
import { afterEach, beforeEach, test } from "node:test"
import { contact, hangUp, stopTime, turn, update } from "./testing_contact.js"

beforeEach(stopTime)
afterEach(hangUp)

test("tries come ever more seldom while there is no contact", async () => {
  const { asked } = contact({ answers: () => ({ status: 0, body: {} }), isHurried: false })

  for (let second = 0; second < 120; second += 1) await turn(1000)

  assert.ok(asked.length >= 5 && asked.length <= 12, `${asked.length} tries in two minutes`)
})

test("asking, one sends one thing at a time", async () => {
  const { outbox, asked } = contact({ isHurried: false, answers: (what) => ({ status: 200, body: what === "poll" ? { seq: 4 } : { seq: 5 } }) })
  await turn(0)

  outbox.add(update)
  outbox.add(update)
  await turn(0)
  await turn(100)

  assert.equal(asked.filter(([what]) => what === "push").length, 1)
  assert.equal(outbox.isEmpty, true)
})
