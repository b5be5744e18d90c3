import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage, until } from "../testing/page.js"

const form = `<form><label for="text">Text</label>
  <div class="editor"><textarea id="text" name="text" data-controller="editor">Hej</textarea></div></form>`

async function start() {
  const page = await openPage(form)
  const asked = []
  globalThis.fetch = (address) => {
    asked.push(address)
    return Promise.reject(new Error("no contact"))
  }
  await page.start("editor", (await import("./editor_controller.js")).default)
  return { ...page, asked }
}

test("nothing is fetched before somebody means to write", async () => {
  const { asked, find } = await start()

  await moment(20)

  assert.deepEqual(asked, [])
  assert.equal(find("#text").editor, undefined)
})

test("without contact the field is written in as it is", async () => {
  const { asked, find, window } = await start()

  find("#text").dispatchEvent(new window.Event("focus"))
  await until(() => asked.length === 1)
  await moment(20)

  assert.equal(find("#text").editor, undefined)
  assert.equal(find("label").htmlFor, "text")
  assert.equal(find("#text").hasAttribute("aria-hidden"), false)
})
