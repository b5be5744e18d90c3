/* Push and poll: for where sockets are blocked or there are too many. Says the same as a socket would. */
const calm = 1000
const hidden = 10_000
const quiet = 3000

export class AskingLine {
  isUp = false
  isSending = false

  /* `isQuiet` tells that nobody writes in the field: then one asks more seldom. */
  constructor(door, { session, client, after, isQuiet }, ear) {
    Object.assign(this, { door, session, client, after, isQuiet, ear })
    this.#ask()
    document.addEventListener("visibilitychange", this.#seen)
  }

  get takesMore() {
    return this.isUp && !this.isSending
  }

  async send(id, update) {
    this.isSending = true
    const answer = await this.door.push(this.session, this.client, update)
    this.isSending = false
    if (this.isStopped) return
    if (answer.status === 200) this.ear.heard({ type: "ack", id, seq: answer.body.seq })
    else this.#refused(answer, id)
  }

  tellCursor(cursor) {
    this.door.tellCursor(this.session, this.client, cursor)
  }

  stop() {
    this.isStopped = true
    this.isUp = false
    clearTimeout(this.timer)
    document.removeEventListener("visibilitychange", this.#seen)
  }

  async #ask() {
    clearTimeout(this.timer)
    const answer = await this.door.poll(this.session, this.client, this.after)
    if (this.isStopped) return
    if (answer.status !== 200 && answer.status !== 304) return this.#refused(answer)
    if (!this.isUp) {
      this.isUp = true
      this.ear.up()
    }
    this.#tell(answer.body)
    if (!this.isStopped) this.timer = setTimeout(() => this.#ask(), this.#pause * (0.8 + Math.random() * 0.4))
  }

  get #pause() {
    if (document.visibilityState === "hidden") return hidden
    return this.isQuiet() ? quiet : calm
  }

  #tell({ seq, updates, people, closed }) {
    if (seq !== undefined) this.after = seq
    if (updates?.length) this.ear.heard({ type: "updates", seq, updates })
    if (people) this.ear.heard({ type: "people", people })
    if (closed) this.ear.heard({ ...closed, type: "closed" })
  }

  #refused({ status, body }, id) {
    if (status === 409 && body.closed) return this.ear.heard({ ...body.closed, type: "closed" })
    const isFinal = [400, 401, 403, 404, 413, 422].includes(status)
    if (isFinal) return this.ear.heard({ type: "refused", id, status, sentence: body.sentence, final: true })
    this.stop()
    this.ear.down(status, "", true)
  }

  #seen = () => {
    if (document.visibilityState === "visible" && this.isUp) this.#ask()
  }
}
