/* Lines that are written at a meeting, kept in this browser until the server has them: the connection may be weak, the tab
   may be closed. They are sent one by one, in the order in which they were written. */
const prefix = "lines:"

export class LineQueue {
  /* `send(line)` answers with {kept}, {fault} for what was refused, {signedOut}, or fails when there is no connection. */
  constructor(key, send, storage = localStorage) {
    this.key = prefix + key
    this.send = send
    this.storage = storage
    this.isSending = false
  }

  get lines() {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key))
      return Array.isArray(kept) ? kept : []
    } catch {
      return []
    }
  }

  add(line) {
    this.#keep([...this.lines, line])
  }

  drop(key) {
    this.#keep(this.lines.filter((line) => line.key !== key))
  }

  /* Sends what waits; answers "kept" when nothing is left to send, otherwise "waiting" or "signedOut"; "busy" when it is at
     it already, and then takes what has come since with the rest. */
  async flush(onKept, onRefused) {
    if (this.isSending) return "busy"
    this.isSending = true
    try {
      for (let line = this.#next(); line; line = this.#next()) {
        const answer = await this.send(line)
        if (answer.signedOut) return "signedOut"
        if (answer.fault) this.#refuse(line.key, answer.fault, onRefused)
        else this.#acknowledge(line.key, answer.kept, onKept)
      }
      return "kept"
    } catch {
      return "waiting"
    } finally {
      this.isSending = false
    }
  }

  #next() {
    return this.lines.find((line) => !line.fault)
  }

  #acknowledge(key, html, onKept) {
    this.drop(key)
    onKept(key, html)
  }

  #refuse(key, fault, onRefused) {
    this.#keep(this.lines.map((line) => (line.key === key ? { ...line, fault } : line)))
    onRefused(key, fault)
  }

  #keep(lines) {
    if (lines.length) this.storage.setItem(this.key, JSON.stringify(lines))
    else this.storage.removeItem(this.key)
  }
}
