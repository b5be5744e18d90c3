import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { openPage } from "../testing/page.js"
import { TestLog } from "./testing_log.js"

await openPage("")
globalThis.ResizeObserver = class { observe() {} disconnect() {} }
const { PlainSurface } = await import("../editor/plain/plain_surface.js")
const { Binding } = await import("./binding.js")
const { LiveText } = await import("./live_text.js")
const { Outbox } = await import("./outbox.js")

const start = "# Vision\n\nThe county 🌲 lives on its *forest*, and on what åäö can be.\n\n- one\n- two\n"

/* One person at a plain field, whose line to the log the test holds in its hand. */
class Writer {
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

const luck = fc.constantFrom("good", "good", "good", "unanswered", "lost", "twice")
const who = fc.nat(2)
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant("type"), who, at: fc.nat(200), out: fc.nat(6), words: fc.constantFrom("a", "en ", "🌲", "\n\n- ", "**", "ö", "", "mellan orden ") }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("send"), who, luck }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("hear"), who, luck }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("undo"), who }) }
)

test("whatever is typed, lost, repeated or late, all end up with the same text", { timeout: 120_000 }, () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
    const log = new TestLog(start)
    const writers = [0, 1, 2].map(() => new Writer(log))

    for (const one of acts) {
      const writer = writers[one.who]
      if (one.does === "type") writer.type(one.at, one.out, one.words)
      else writer[one.does](one.luck)
    }
    for (const writer of writers) {
      writer.send("good")
      while (writer.outbox.hasWaiting) writer.send("good")
    }
    for (const writer of writers) writer.hear("good")

    for (const writer of writers) {
      assert.equal(writer.field.value, log.source)
      assert.equal(writer.outbox.isEmpty, true)
      writer.destroy()
    }
  }), { numRuns: 150 })
})

test("words of three who type in the same place all stand there once", () => {
  const log = new TestLog("Here: .")
  const writers = ["first ", "second ", "third "].map((word) => Object.assign(new Writer(log), { word }))

  for (const writer of writers) for (const letter of writer.word) writer.type(writer.field.selectionStart || 6, 0, letter)
  for (const writer of writers) writer.send("twice")
  for (const writer of writers) writer.hear("twice")

  for (const { word } of writers) assert.equal(log.source.split(word).length, 2)
  writers.forEach((writer) => writer.destroy())
})

test("the caret stays after one's own letter, though another writes the same beside it", () => {
  const log = new TestLog("Kursen hålls")
  const [one, other] = [new Writer(log), new Writer(log)]

  other.type(7, 0, "q")
  one.type(7, 0, "q0a0z ")
  one.send("good")
  other.hear("good")
  other.type(other.field.selectionStart, 0, "0b0z")

  assert.match(other.field.value, /q0b0z/u)
  assert.match(other.field.value, /q0a0z /u)
  one.destroy()
  other.destroy()
})

test("one's own undo leaves what others wrote", () => {
  const log = new TestLog("Start.")
  const [one, other] = [new Writer(log), new Writer(log)]

  one.type(6, 0, " Mine.")
  one.send("good")
  other.hear("good")
  other.type(0, 0, "Theirs. ")
  other.send("good")
  one.hear("good")
  one.undo()

  assert.equal(one.field.value, "Theirs. Start.")
  one.destroy()
  other.destroy()
})

test("a paste longer than one message goes in pieces, and none cuts through a character", () => {
  const log = new TestLog("")
  const [writer, reader] = [new Writer(log), new Writer(log)]
  const pasted = "skog 🌲 ".repeat(5000)

  writer.type(0, 0, pasted)
  let messages = 0
  for (writer.binding.pull(); writer.outbox.hasWaiting; messages += 1) writer.send("good")
  reader.hear("good")

  assert.equal(reader.field.value, pasted)
  assert.ok(messages > 1)
  writer.destroy()
  reader.destroy()
})

test("words typed before there was contact join what others wrote meanwhile", () => {
  const log = new TestLog("One. Two. Three.")
  const early = new Writer(log)
  early.type(0, 0, "Zero. ")
  early.send("good")
  const { client, state } = log.join()
  const field = document.body.appendChild(document.createElement("textarea"))
  field.value = "One. Two and a half. Three."

  const binding = new Binding(new PlainSurface(field), field, "One. Two. Three.", { written() {}, moved() {} })
  const text = new LiveText(client, state)
  binding.enter(text)

  assert.equal(field.value, "Zero. One. Two and a half. Three.")
  assert.equal(text.source, field.value)
  binding.destroy()
  early.destroy()
})
