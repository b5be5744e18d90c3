/* For tests: a link to a server that is only sockets and answers in the hands of the test, and a clock that it turns. */
import { mock } from "node:test"
import { openPage } from "../testing/page.js"

await openPage("")
const { Link } = await import("./link.js")
const { Outbox } = await import("./outbox.js")

/* The browser's end of the net: sockets that the test opens and closes. */
export class Socket {
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
export const update = Uint8Array.of(0, 0)
export const turn = async (milliseconds) => {
  mock.timers.tick(milliseconds)
  for (let at = 0; at < 8; at += 1) await null
}
let link

export function contact({ answers = () => ({ status: 200, body: { seq: 4, updates: [], people: [] } }), isHurried = true } = {}) {
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

export function stopTime() {
  Socket.all = []
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_800_000_000_000 })
}

export function hangUp() {
  link.stop()
  mock.timers.reset()
}
