import assert from "node:assert/strict"
import { test } from "node:test"
import { TestLog } from "./testing_log.js"
import { Writer } from "./testing_writer.js"

const { PlainSurface } = await import("../editor/plain/plain_surface.js")
const { Binding } = await import("./binding.js")
const { LiveText } = await import("./live_text.js")

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
