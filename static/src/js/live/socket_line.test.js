import assert from "node:assert/strict"
import { afterEach, beforeEach, test } from "node:test"
import { Socket, contact, hangUp, stopTime, turn, update } from "./testing_contact.js"

beforeEach(stopTime)
afterEach(hangUp)

test("what waits goes over the socket, together when it comes close together, until it is acknowledged", async () => {
  const { outbox, socket } = contact()
  socket().open()

  outbox.add(update)
  await turn(0)
  for (let at = 0; at < 5; at += 1) outbox.add(update)
  await turn(100)

  assert.equal(socket().sent.length, 2)
  assert.equal(outbox.isEmpty, false)
  socket().hears({ type: "ack", id: 1, seq: 5 })
  socket().hears({ type: "ack", id: 2, seq: 6 })
  assert.equal(outbox.isEmpty, true)
})

test("after a lost line everything unacknowledged is sent again, and one hears on from where one was", async () => {
  const { outbox, socket, heard } = contact()
  socket().open()
  outbox.add(update)
  await turn(0)
  socket().hears({ type: "updates", seq: 9, updates: [] })

  socket().drop()
  await turn(500)
  socket().open()
  await turn(100)

  assert.equal(Socket.all.length, 2)
  assert.match(socket().address, /after=9/u)
  assert.equal(socket().sent.length, 1)
  assert.deepEqual(heard.filter((one) => one !== "updates"), ["up", "down", "up"])
})

test("a line on which no answer comes is given up", async () => {
  const { outbox, socket, heard } = contact()
  socket().open()

  outbox.add(update)
  await turn(0)
  await turn(10_000)

  assert.deepEqual(heard, ["up", "down"])
})
