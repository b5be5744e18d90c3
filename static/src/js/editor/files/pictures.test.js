import assert from "node:assert/strict"
import { test } from "node:test"
import { clipboard, openWindow } from "../../testing/pastes.js"
import { openRich } from "../../testing/rich.js"
import { picturesPlugin } from "./pictures.js"
import { ADDRESS, paper, picture, toolsIn } from "./testing_tools.js"

test("files that are dropped or pasted by themselves are taken, and others' words are left to who reads them", async () => {
  const taken = []
  const window = openWindow('<div class="editor"></div>')
  const page = await openRich("Text", [picturesPlugin({ tools: toolsIn(window), take: (files) => taken.push(...files) })], { window })

  assert.ok(page.paste(clipboard({}, [picture(), paper()])).defaultPrevented)

  assert.deepEqual(taken.map((file) => file.name), ["åker.png", "plan.pdf"])
  page.surface.lock("Låst")
  page.paste(clipboard({}, [picture()]))
  assert.equal(taken.length, 2)
})

test("the words of a picture stand under it and can be changed, but not taken away", async () => {
  const window = openWindow('<div class="editor"></div>')
  const page = await openRich(`![Gammalt](${ADDRESS})`, [picturesPlugin({ tools: toolsIn(window), take: () => {} })], { window })
  const button = page.view.dom.querySelector("button")
  assert.match(button.textContent, /Gammalt/u)

  button.click()
  const input = window.document.querySelector("dialog input")
  input.value = " "
  window.document.querySelector("[data-part=take]").click()
  assert.ok(window.document.querySelector("dialog [data-part=fault]"))
  input.value = "Nytt"
  window.document.querySelector("[data-part=take]").click()
  assert.equal(page.source(), `![Nytt](${ADDRESS})`)

  page.view.dom.querySelector("button").click()
  window.document.querySelector("[data-part=drop]").click()
  assert.equal(page.source(), "")
})
