import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import MentionController from "./mention_controller.js"

const FOUND = [
  { name: "Anna Berg", detail: "Norr", written: "Anna Berg (Norr)" },
  { name: "Anna <b>", detail: "", written: "Anna <b>" }
]

async function write(words, found = FOUND) {
  const asked = []
  globalThis.fetch = async (address) => {
    asked.push(address)
    return { ok: true, json: async () => found }
  }
  const page = await openPage(`<div data-controller="mention" data-mention-url-value="/m"
    data-action="input->mention#look keydown->mention#press focusout->mention#close"><textarea></textarea>
    <ul id="names" role="listbox" data-mention-target="list" hidden></ul>
    <p data-mention-target="said" data-words="{number} names"></p></div>`)
  await page.start("mention", MentionController)
  const field = page.find("textarea")
  field.value = words
  field.setSelectionRange(words.length, words.length)
  field.dispatchEvent(new page.window.Event("input", { bubbles: true }))
  await moment(5)
  const press = (key) => {
    const event = new page.window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
    field.dispatchEvent(event)
    return event
  }
  return { page, field, asked, press, list: page.find("ul"), chosen: () => page.find("[aria-selected=true]")?.textContent }
}

test("the names that begin so are offered, the first one chosen, and said aloud", async () => {
  const { page, field, asked, list, chosen } = await write("Hej @ann")

  assert.deepEqual(asked, ["/m?q=ann"])
  assert.ok(!list.hidden)
  assert.equal(chosen(), "Anna Berg Norr")
  assert.equal(field.getAttribute("aria-activedescendant"), "names-0")
  assert.equal(page.find("p").textContent, "2 names")
  assert.equal(list.querySelector("b"), null)
})

test("arrow keys go round, and Enter puts the name in", async () => {
  const { field, press, list, chosen } = await write("Hej @ann")

  press("ArrowUp")
  assert.equal(chosen(), "Anna <b>")
  press("ArrowDown")
  assert.ok(press("Enter").defaultPrevented)

  assert.equal(field.value, "Hej @Anna Berg (Norr) ")
  assert.ok(list.hidden)
  assert.equal(field.getAttribute("aria-activedescendant"), null)
})

test("a press on a name puts it in", async () => {
  const { page, field, list } = await write("(@ann")

  list.children[1].dispatchEvent(new page.window.MouseEvent("click", { bubbles: true }))

  assert.equal(field.value, "(@Anna <b> ")
})

test("Escape closes the list, and Enter is a new line again", async () => {
  const { press, list } = await write("@ann")

  press("Escape")

  assert.ok(list.hidden)
  assert.ok(!press("Enter").defaultPrevented)
})

test("nothing is asked without a sign, within an address, or where nobody is found", async () => {
  assert.deepEqual((await write("Hej anna")).asked, [])
  assert.deepEqual((await write("Hej @Anna Berg ")).asked, [])
  assert.deepEqual((await write("anna@berg")).asked, [])
  assert.ok((await write("@xyz", [])).list.hidden)
})

test("nothing more is asked after what nobody is called", async () => {
  const { page, field, asked } = await write("@ann", [])

  for (const more of ["a", "b"]) {
    field.value += more
    field.setSelectionRange(field.value.length, field.value.length)
    field.dispatchEvent(new page.window.Event("input", { bubbles: true }))
    await moment(2)
  }

  assert.deepEqual(asked, ["/m?q=ann"])
})
