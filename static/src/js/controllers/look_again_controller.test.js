import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage, until } from "../testing/page.js"
import LookAgainController from "./look_again_controller.js"

const waiting = (words) => `<div id="files" data-controller="look-again" data-look-again-pause-value="5"><div role="status">${words}</div></div>`
const over = `<div id="files"><div role="status">Ready</div></div>`

async function openWith(...answers) {
  const page = await openPage(waiting("0 of 2"), "https://fardplan.example/exports/1")
  let asked = 0
  globalThis.DOMParser = page.window.DOMParser
  globalThis.fetch = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    if (answer === "gone") throw new TypeError("no network")
    return { ok: answer !== "busy", text: async () => answer }
  }
  await page.start("look-again", LookAgainController)
  return { ...page, asked: () => asked }
}

test("what has become of it is shown, until it is over", async () => {
  const page = await openWith(waiting("1 of 2"), over)

  await until(() => page.find("[role=status]").textContent === "Ready")
  await moment(20)

  assert.equal(page.find("[role=status]").textContent, "Ready")
  assert.equal(page.find("#files").dataset.controller, undefined)
  assert.equal(page.asked(), 2)
})

test("a site that does not answer just now is asked again", async () => {
  const page = await openWith("gone", "busy", over)

  await until(() => page.find("[role=status]").textContent === "Ready")

  assert.equal(page.find("[role=status]").textContent, "Ready")
  assert.equal(page.asked(), 3)
})

test("what is the same is left alone", async () => {
  const page = await openWith(waiting("0 of 2"))
  const words = page.find("[role=status]").firstChild

  await moment(30)

  assert.equal(page.find("[role=status]").firstChild, words)
  await page.remove("#files")
})

test("nobody asks after the page has been left", async () => {
  const page = await openWith(waiting("0 of 2"))
  await page.remove("#files")
  const before = page.asked()

  await moment(30)

  assert.ok(page.asked() <= before + 1)
})
