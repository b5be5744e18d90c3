/* A web socket to a session. It says what it hears to an ear: heard(message), up(), down(code, reason). */
import { toBase64 } from "./bytes.js"

const patience = 5000
/* Longest without an answer to what was sent. */
const longest = 10_000

export class SocketLine {
  constructor(address, ear, Socket = WebSocket) {
    this.ear = ear
    this.socket = new Socket(address)
    this.socket.onopen = () => this.#up()
    this.socket.onmessage = ({ data }) => this.#hear(JSON.parse(data))
    this.socket.onclose = ({ code, reason }) => this.#down(code, reason)
    this.timer = setTimeout(() => this.#down(0), patience)
  }

  get takesMore() {
    return this.isUp && this.socket.bufferedAmount < 64_000
  }

  send(id, update) {
    this.socket.send(JSON.stringify({ type: "update", id, update: toBase64(update) }))
    this.answerBy ??= setTimeout(() => this.#down(0), longest)
  }

  tellCursor(cursor) {
    this.socket.send(JSON.stringify({ type: "presence", cursor }))
  }

  stop() {
    clearTimeout(this.timer)
    clearTimeout(this.answerBy)
    this.isUp = false
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null
    this.socket.close()
  }

  #up() {
    clearTimeout(this.timer)
    this.isUp = true
    this.ear.up()
  }

  #hear(message) {
    clearTimeout(this.answerBy)
    this.answerBy = undefined
    this.ear.heard(message)
  }

  #down(code, reason = "") {
    const wasUp = Boolean(this.isUp)
    this.stop()
    this.ear.down(code, reason, wasUp)
  }
}
