import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage, until } from "../testing/page.js"
import KeepUpController from "./keep_up_controller.js"

const part = (people, dots) =>
  `<div id="screen" data-controller="keep-up" data-keep-up-pause-value="5"><section><h2>So far</h2><p role="status">${people}</p><ol><li>${dots}</li></ol></section></div>`
const closed = `<div id="screen"><section><h2>Result</h2></section></div>`

async function openWith(...answers) {
  const page = await openPage(part("1 person", "3 dots"), "https://fardplan.example/weighings/1/screen")
  let asked = 0
  globalThis.DOMParser = page.window.DOMParser
  globalThis.fetch = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    if (answer === "gone") throw new TypeError("no network")
    return { ok: answer !== "busy", text: async () => answer }
  }
  await page.start("keep-up", KeepUpController)
  return { ...page, asked: () => asked }
}

test("what has become of it is shown, and what is the same is left alone", async () => {
  const page = await openWith(part("2 people", "6 dots"))
  const [heading, status] = [page.find("h2"), page.find("[role=status]")]

  await until(() => page.find("li").textContent === "6 dots")

  assert.equal(page.find("li").textContent, "6 dots")
  assert.equal(page.find("[role=status]").textContent, "2 people")
  assert.equal(page.find("h2"), heading)
  assert.equal(page.find("[role=status]"), status)
  await page.remove("#screen")
})

test("it stops when it is over", async () => {
  const page = await openWith(part("2 people", "6 dots"), closed)

  await until(() => page.find("h2").textContent === "Result")
  await moment(20)

  assert.equal(page.asked(), 2)
})

test("a site that does not answer just now is asked again", async () => {
  const page = await openWith("gone", "busy", part("2 people", "6 dots"))

  await until(() => page.find("li").textContent === "6 dots")

  assert.equal(page.find("li").textContent, "6 dots")
  await page.remove("#screen")
})
