import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { TestLog } from "./testing_log.js"
import { Writer } from "./testing_writer.js"

const start = "# Vision\n\nThe county 🌲 lives on its *forest*, and on what åäö can be.\n\n- one\n- two\n"

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
