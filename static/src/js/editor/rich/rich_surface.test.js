import assert from "node:assert/strict"
import { test } from "node:test"
import { openRich } from "../../testing/rich.js"

test("what one writes is told of, and what others write is not", async () => {
  const { surface, select, type, source } = await openRich("Ett\n\nTvå", [])
  let told = 0
  surface.addEventListener("input", () => (told += 1))

  select("Två", "after")
  type(" och tre")
  surface.replace("Noll\n\nTvå och tre")

  assert.equal(source(), "Noll\n\nTvå och tre")
  assert.equal(told, 1)
})

test("a block that others did not change keeps its place on the page", async () => {
  const { surface, view } = await openRich("# Mål\n\nEtt\n\nTvå", [])
  const [heading, first, second] = view.dom.children

  surface.replace("# Mål\n\nEtt och ett halvt\n\nTvå")

  assert.deepEqual([...view.dom.children], [heading, first, second])
  assert.equal(first.textContent, "Ett och ett halvt")
})

test("the others' carets stand where they write, with their names", async () => {
  const { surface, view } = await openRich("**Ett** två\n\n- tre", [])

  surface.show([{ key: 1, name: "Eva Ek", organisation: "Torsta", color: 3, anchor: 8, head: 11 }, { key: 2, name: "Bo", organisation: "", color: 0, anchor: 15, head: 15 }])

  const [first, second] = view.dom.querySelectorAll(".other-caret")
  assert.equal(first.textContent, "Eva Ek")
  assert.equal(first.dataset.writer, "3")
  assert.equal(view.dom.querySelector(".other-selection").textContent, "två")
  assert.equal(second.closest("li").textContent, "Botre")
  surface.show([])
  assert.equal(view.dom.querySelector(".other-caret"), null)
})

test("nothing can be written while a text is locked, and it says why", async () => {
  const { surface, view, window } = await openRich("Ett", [])

  surface.lock("Texten är låst.")

  assert.equal(view.editable, false)
  assert.equal(view.dom.getAttribute("aria-readonly"), "true")
  assert.match(window.document.body.textContent, /Texten är låst\./u)
  surface.lock(null)
  assert.equal(view.editable, true)
})

test("what cannot be shown richly is Markdown in an island of its own", async () => {
  const { view, source } = await openRich("[x](fel adress)\n\nSlut", [])

  assert.equal(view.dom.querySelector(".source-island code").textContent, "[x](fel adress)")
  assert.equal(source(), "[x](fel adress)\n\nSlut")
})

test("the caret is put at a place of the source, and told as one", async () => {
  const { surface } = await openRich("# Mål\n\n- **ett** två", [])

  surface.select(11, 14)

  assert.deepEqual(surface.selection, { anchor: 11, head: 14 })
})
