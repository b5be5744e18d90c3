import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import TranslatingController from "./translating_controller.js"

const part = (name, standing, saved = "") =>
  `<div id="${name}" data-translating-target="part">${saved}<article data-standing="${standing}"><input type="hidden"><input id="in-${name}"></article></div>`

async function load(html) {
  const page = await openPage(
    `<div data-controller="translating" data-action="turbo:frame-load->translating#loaded">${html}</div>`,
  )
  await page.start("translating", TranslatingController)
  page.find("#a").dispatchEvent(new page.window.CustomEvent("turbo:frame-load", { bubbles: true }))
  return page.window.document.activeElement.id
}

const saved = "<p data-translating-saved>Saved.</p>"

test("after saving, the next text that waits is written in", async () => {
  assert.equal(await load(part("a", "done", saved) + part("b", "done") + part("c", "behind")), "in-c")
})

test("what came back unsaved keeps its place", async () => {
  assert.equal(await load(part("a", "missing") + part("b", "missing")), "")
})

test("after the last there is nowhere to go", async () => {
  assert.equal(await load(part("a", "done", saved)), "")
})
