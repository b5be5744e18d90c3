import assert from "node:assert/strict"
import { test } from "node:test"
import { bytesOf, makePasskey, showPasskey, textOf } from "./passkeys.js"

const bytes = (...all) => Uint8Array.from(all).buffer

test("bytes come through as they were, also those that need other signs in an address", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index)

  assert.deepEqual(bytesOf(textOf(all.buffer)), all)
  assert.equal(textOf(bytes(251, 255)), "-_8")
})

test("a browser is asked for a new key in bytes, and its answer is told in text", async () => {
  let asked
  const credentials = {
    create: async ({ publicKey }) => {
      asked = publicKey
      const response = { clientDataJSON: bytes(1), attestationObject: bytes(2), getTransports: () => ["internal"] }
      return { id: "Aw", rawId: bytes(3), type: "public-key", response }
    }
  }

  const answer = await makePasskey({ challenge: "AQI", rp: { id: "x.se" }, user: { id: "BA", name: "k" }, excludeCredentials: [{ id: "BQ", type: "public-key" }] }, credentials)

  assert.deepEqual(asked.challenge, Uint8Array.from([1, 2]))
  assert.deepEqual(asked.user.id, Uint8Array.from([4]))
  assert.deepEqual(asked.excludeCredentials[0].id, Uint8Array.from([5]))
  assert.deepEqual(answer, {
    id: "Aw",
    rawId: "Aw",
    type: "public-key",
    response: { clientDataJSON: "AQ", attestationObject: "Ag", transports: ["internal"] },
    clientExtensionResults: {}
  })
})

test("a browser is asked to show a key, any at all where none is named", async () => {
  let asked
  const credentials = {
    get: async ({ publicKey }) => {
      asked = publicKey
      const response = { clientDataJSON: bytes(1), authenticatorData: bytes(2), signature: bytes(3), userHandle: null }
      return { id: "Aw", rawId: bytes(3), type: "public-key", response }
    }
  }

  const answer = await showPasskey({ challenge: "AQI", rpId: "x.se" }, credentials)

  assert.deepEqual(asked.allowCredentials, [])
  assert.equal(answer.response.signature, "Aw")
  assert.equal(answer.response.userHandle, null)
})
