import assert from "node:assert/strict"
import { afterEach, beforeEach, test } from "node:test"
import { Socket, contact, hangUp, stopTime, turn } from "./testing_contact.js"

beforeEach(stopTime)
afterEach(hangUp)

test("where there are too many sockets one asks instead, and tries a socket later", async () => {
  const { socket, asked, heard } = contact()

  socket().drop(1013)
  await turn(0)
  await turn(0)

  assert.equal(asked[0][0], "poll")
  assert.ok(heard.includes("up"))
  await turn(300_000)
  assert.equal(Socket.all.length, 2)
})

test("where sockets are blocked one asks instead", async () => {
  const { asked } = contact()

  await turn(5000)
  await turn(500)

  assert.equal(asked[0][0], "poll")
})

test("who may not write any more is told why", async () => {
  const { socket, heard } = contact()

  socket().drop(4403, "You may not write here.")
  await turn(60_000)

  assert.deepEqual(heard, ["refused: You may not write here."])
  assert.equal(Socket.all.length, 1)
})
