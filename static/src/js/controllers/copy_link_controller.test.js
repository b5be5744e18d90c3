import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import CopyLinkController from "./copy_link_controller.js"

const markup = `<button hidden data-controller="copy-link" data-copy-link-address-value="/roadmap#b-1" data-copy-link-done-value="Copied"
  data-action="copy-link#copy"><span data-copy-link-target="label">Copy link</span></button>`

async function openButton(clipboard) {
  const page = await openPage(markup)
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { clipboard } })
  await page.start("copy-link", CopyLinkController)
  return page
}

test("without a clipboard the button stays away", async () => {
  const page = await openButton(undefined)

  assert.equal(page.find("button").hidden, true)
})

test("the whole address is copied, and the button says so", async () => {
  const copied = []
  const page = await openButton({ writeText: async (text) => copied.push(text) })

  page.find("button").click()
  await moment()

  assert.deepEqual(copied, ["https://fardplan.example/roadmap#b-1"])
  assert.equal(page.find("span").textContent, "Copied")
  await page.remove("button")
})

test("the button has its own words again when it leaves the page", async () => {
  const page = await openButton({ writeText: async () => undefined })
  page.find("button").click()
  await moment()

  const button = await page.remove("button")

  assert.equal(button.textContent, "Copy link")
})

test("words are copied as they are", async () => {
  const copied = []
  const page = await openButton({ writeText: async (text) => copied.push(text) })
  page.find("button").setAttribute("data-copy-link-words-value", "![en karta](/files/1)")

  page.find("button").click()
  await moment()

  assert.deepEqual(copied, ["![en karta](/files/1)"])
})
