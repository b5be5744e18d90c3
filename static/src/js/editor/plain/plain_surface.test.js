import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../../testing/page.js"

// A surface is an event target of the page that it is on.
await openPage("")
const { PlainSurface } = await import("./plain_surface.js")

async function write(source, [anchor, head = anchor] = [0]) {
  const page = await openPage('<textarea id="field-text"></textarea>')
  globalThis.ResizeObserver = class { observe() {} disconnect() {} }
  globalThis.getComputedStyle = page.window.getComputedStyle
  const field = page.find("textarea")
  field.value = source
  const surface = new PlainSurface(field)
  surface.focus()
  surface.select(anchor, head)
  return { page, field, surface }
}

test("what others write before the caret moves it along, what they write at it or after does not", async () => {
  const { surface } = await write("One two three", [4])

  surface.replace("Zero one two three")
  assert.equal(surface.source.slice(surface.selection.head), "two three")

  surface.replace("Zero one and two three four")
  assert.equal(surface.source.slice(surface.selection.head), "and two three four")
})

test("a selection made backwards stays so around the same words", async () => {
  const { surface } = await write("One two three", [7, 4])

  surface.replace("So one two three")

  assert.deepEqual(surface.selection, { anchor: 10, head: 7 })
})

test("a caret in words that others took out stands where they were", async () => {
  const { surface } = await write("One 222 three", [6])

  surface.replace("One three")

  assert.equal(surface.selection.head, 4)
})

test("what the person writes is told, what others write is not", async () => {
  const { page, surface } = await write("One")
  let told = 0
  surface.addEventListener("input", () => { told += 1 })

  surface.replace("One two")
  page.type("textarea", "One two three")

  assert.equal(told, 1)
})

test("others' carets stand in a copy of the text, with their names, unseen by those who listen", async () => {
  const { page, surface } = await write("One two three")

  surface.show([{ key: "7", name: "Åsa Ek", organisation: "Torsta", color: 3, anchor: 4, head: 7 }])

  const mirror = page.find(".caret-mirror")
  assert.equal(mirror.getAttribute("aria-hidden"), "true")
  assert.equal(mirror.querySelector(".other-caret-name").textContent, "Åsa Ek")
  assert.equal(mirror.querySelector(".other-selection").textContent, "two")
  assert.equal(mirror.querySelector(".other-selection").dataset.writer, "3")
})

test("locked, it tells why, and opens again", async () => {
  const { page, field, surface } = await write("One")

  surface.lock("Locked by the process leader: it is being decided.")
  assert.equal(field.readOnly, true)
  assert.equal(page.find(`#${field.getAttribute("aria-describedby")}`).textContent, "Locked by the process leader: it is being decided.")

  surface.lock(null)
  assert.equal(field.readOnly, false)
  assert.equal(field.hasAttribute("aria-describedby"), false)
})

test("put away, it leaves the field as it found it", async () => {
  const { page, surface } = await write("One")
  surface.show([{ key: "7", name: "Åsa Ek", organisation: "", color: 3, anchor: 0, head: 0 }])
  surface.lock("Locked.")

  surface.destroy()

  assert.equal(page.find(".caret-mirror"), null)
  assert.equal(page.find(".surface-locked"), null)
  assert.equal(page.find("textarea").readOnly, false)
})
