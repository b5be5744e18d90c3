/* For tests: somebody who writes in a plain field, over a log that stands for the server. */
import { openPage } from "../testing/page.js"

await openPage("")
globalThis.ResizeObserver = class { observe() {} disconnect() {} }
const { PlainSurface } = await import("../editor/plain/plain_surface.js")
const { Binding } = await import("./binding.js")
const { LiveText } = await import("./live_text.js")
const { Outbox } = await import("./outbox.js")

/* One person at a plain field, whose line to the log the test holds in its hand. */
export class Writer {
  constructor(log) {
    this.log = log
    const { client, seq, state } = log.join()
    Object.assign(this, { client, seq, outbox: new Outbox(), lost: [] })
    this.text = new LiveText(client, state)
    this.text.addEventListener("own", ({ update }) => this.outbox.add(update))
    this.field = document.body.appendChild(document.createElement("textarea"))
    this.field.value = log.source
    this.binding = new Binding(new PlainSurface(this.field), this.field, log.source, { written() {}, moved() {} })
    this.binding.enter(this.text)
  }

  type(at, out, words) {
    const from = whole(this.field.value, at % (this.field.value.length + 1))
    const to = whole(this.field.value, Math.min(from + out, this.field.value.length))
    this.field.setRangeText(words, from, to, "end")
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  /* `luck`: the message arrives and is acknowledged; arrives, but the answer is lost; is lost; or arrives twice. */
  send(luck) {
    this.binding.pull()
    if (!this.outbox.hasWaiting) return
    const { id, update } = this.outbox.take()
    if (luck === "lost") return this.outbox.again()
    this.log.take(this.client, update)
    if (luck === "twice") this.log.take(this.client, update)
    if (luck === "unanswered") this.outbox.again()
    else this.outbox.acknowledged(id)
  }

  hear(luck) {
    const news = this.log.after(this.seq, this.client)
    if (luck === "lost") return
    if (luck !== "unanswered") this.seq = this.log.rows.length
    this.binding.receive(luck === "twice" ? [...news, ...news].reverse() : news)
  }

  undo() {
    this.binding.pull()
    this.text.undo()
    this.binding.push()
  }

  destroy() {
    this.binding.destroy()
    this.text.destroy()
    this.field.remove()
  }
}

/* No half characters: a person cannot stand inside one. */
function whole(text, at) {
  return at > 0 && /[\udc00-\udfff]/u.test(text[at] ?? "") ? at - 1 : at
}
