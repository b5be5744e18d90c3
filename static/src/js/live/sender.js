/* Sends what waits in the outbox, a few times a second at most: what is typed meanwhile goes along. */
const between = 100

export class Sender {
  constructor(outbox, line) {
    this.outbox = outbox
    this.line = line
    outbox.addEventListener("change", this.flush)
  }

  stop() {
    clearTimeout(this.timer)
    this.outbox.removeEventListener("change", this.flush)
  }

  flush = () => {
    if (this.timer || !this.#mayGo) return
    this.timer = setTimeout(() => this.#send(), Math.max(0, (this.sentAt ?? 0) + between - Date.now()))
  }

  get #mayGo() {
    return this.outbox.hasWaiting && this.line()?.takesMore
  }

  #send() {
    this.timer = undefined
    if (!this.#mayGo) return
    this.sentAt = Date.now()
    const { id, update } = this.outbox.take()
    this.line().send(id, update)
    this.flush()
  }
}
