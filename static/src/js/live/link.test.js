import assert from "node:assert/strict"
import { afterEach, beforeEach, mock, test } from "node:test"
import { openPage } from "../testing/page.js"

await openPage("")
const { Link } = await import("./link.js")
const { Outbox } = await import("./outbox.js")

/* The browser's end of the net: sockets that the test opens and closes. */
class Socket {
  static all = []
  bufferedAmount = 0
  sent = []

  constructor(address) {
    this.address = address
    Socket.all.push(this)
  }

  send(text) { this.sent.push(JSON.parse(text)) }

  close() {}

  open() { this.onopen() }

  hears(message) { this.onmessage({ data: JSON.stringify(message) }) }

  drop(code = 1006, reason = "") { this.onclose({ code, reason }) }
}

const joined = { session: "s1", client: 7, seq: 4, socket: "/live/s1/socket" }
const update = Uint8Array.of(0, 0)
const turn = async (milliseconds) => {
  mock.timers.tick(milliseconds)
  for (let at = 0; at < 8; at += 1) await null
}
let link

function contact({ answers = () => ({ status: 200, body: { seq: 4, updates: [], people: [] } }), isHurried = true } = {}) {
  const heard = []
  const asked = []
  const door = {
    socketOf: (path, facts) => `${path}?${new URLSearchParams(facts)}`,
    poll: async (...facts) => { asked.push(["poll", ...facts]); return answers("poll") },
    push: async (...facts) => { asked.push(["push", ...facts]); return answers("push") },
    tellCursor() {}
  }
  const outbox = new Outbox()
  const ear = {
    heard: (message) => { heard.push(message.type); if (message.type === "ack") outbox.acknowledged(message.id) },
    contact: (is) => heard.push(is ? "up" : "down"),
    refused: ({ sentence }) => heard.push(`refused: ${sentence}`)
  }
  link = new Link(door, joined, outbox, ear, { random: () => 0.5, Socket, isHurried })
  return { outbox, heard, asked, socket: () => Socket.all.at(-1) }
}

beforeEach(() => {
  Socket.all = []
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_800_000_000_000 })
})

afterEach(() => {
  link.stop()
  mock.timers.reset()
})

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

test("who may not write any more is told why", async () => {
  const { socket, heard } = contact()

  socket().drop(4403, "You may not write here.")
  await turn(60_000)

  assert.deepEqual(heard, ["refused: You may not write here."])
  assert.equal(Socket.all.length, 1)
})
