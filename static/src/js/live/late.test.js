import assert from "node:assert/strict"
import { test } from "node:test"
import { handOverAll } from "./late.js"
import { Outbox } from "./outbox.js"

const place = { session: "s", client: 1 }

function written(source) {
  const outbox = new Outbox()
  outbox.add(new Uint8Array([0, 0]))
  return { outbox, binding: { surface: { source }, pull() {} } }
}

const kept = (text) => ({ status: 409, body: { late: { how: "kept", sentence: "At odds.", text } } })

test("what is written while the server answers is there in what comes back", async () => {
  const { outbox, binding } = written("Red. Blue")
  const door = {
    async push() {
      binding.surface.source = "Red. Blue sky."
      return kept("Green. Red. Blue")
    }
  }

  const outcome = await handOverAll(door, place, outbox, binding)

  assert.equal(outcome.text, "Green. Red. Blue sky.")
  assert.ok(outbox.hasWaiting)
})

test("a server that cannot be reached is asked again later, with everything", async () => {
  const { outbox, binding } = written("Red.")

  const outcome = await handOverAll({ push: async () => ({ status: 0 }) }, place, outbox, binding)

  assert.deepEqual(outcome, { how: "none" })
  assert.ok(outbox.hasWaiting)
})
