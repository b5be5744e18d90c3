/* Keeps in contact with one session: by socket where that works, else by asking; again and again when contact is lost,
   each page after a time of its own so that they do not all come back at once. */
import { AskingLine } from "./asking_line.js"
import { Sender } from "./sender.js"
import { SocketLine } from "./socket_line.js"

const soonest = 500
const latest = 30_000
const crowded = 300_000

export class Link {
  #tries = 0
  #failed = 0
  #socketAfter = 0

  constructor(door, { session, client, seq, socket }, outbox, ear, { random = Math.random, Socket, isHurried } = {}) {
    Object.assign(this, { door, session, client, seq, socket, outbox, ear, random, Socket, isHurried })
    this.sender = new Sender(outbox, () => this.line)
    window.addEventListener("online", this.#online)
    window.addEventListener("offline", this.#offline)
    this.#open()
  }

  stop() {
    this.isStopped = true
    this.line?.stop()
    clearTimeout(this.opening)
    clearTimeout(this.changing)
    this.sender.stop()
    window.removeEventListener("online", this.#online)
    window.removeEventListener("offline", this.#offline)
  }

  /* Somebody writes: a socket is worth its cost. */
  hurry() {
    if (this.isHurried) return
    this.isHurried = true
    this.#change()
  }

  tellCursor(cursor) {
    if (this.line?.isUp) this.line.tellCursor(cursor)
  }

  heard(message) {
    if (message.type === "updates") this.seq = message.seq
    this.ear.heard(message)
  }

  up() {
    this.#tries = 0
    if (this.line instanceof SocketLine) this.#failed = 0
    this.outbox.again()
    this.ear.contact(true)
    this.sender.flush()
    this.#change()
  }

  down(code, reason, wasUp) {
    if (code === 4401) return this.ear.refused({ sentence: reason, status: 401 })
    if (code === 4403) return this.ear.refused({ sentence: reason })
    if (code === 1013) this.#socketAfter = Date.now() + crowded
    else if (code === 4409 || !wasUp) this.#socketAfter = Date.now() + latest * 2 ** Math.min(this.#failed++, 4)
    this.ear.contact(false)
    const wait = code === 1013 || code === 4409 ? 0 : Math.min(latest, soonest * 2 ** this.#tries++)
    this.#again(wait * (0.5 + this.random()))
  }

  #open() {
    if (this.isStopped) return
    const { session, client, seq } = this
    if (this.#maySocket) this.line = new SocketLine(this.door.socketOf(this.socket, { client, after: seq }), this, this.Socket)
    else this.line = new AskingLine(this.door, { session, client, after: seq, isQuiet: () => !this.isHurried }, this)
  }

  get #maySocket() {
    return this.isHurried && this.socket && Date.now() >= this.#socketAfter
  }

  /* From asking to a socket, as soon as that may be tried. */
  #change() {
    clearTimeout(this.changing)
    if (!this.socket || !this.isHurried || !(this.line instanceof AskingLine)) return
    this.changing = setTimeout(() => { this.line.stop(); this.#open() }, Math.max(0, this.#socketAfter - Date.now()))
  }

  #again(wait) {
    clearTimeout(this.opening)
    this.line?.stop()
    this.opening = setTimeout(() => this.#open(), wait)
  }

  #online = () => this.#again(this.random() * 1000)

  #offline = () => {
    clearTimeout(this.opening)
    this.line?.stop()
    this.ear.contact(false)
  }
}
