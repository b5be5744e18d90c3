import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import DotsController from "./dots_controller.js"

const row = (id, dots) => `
  <button type="button" class="less-${id}" data-action="dots#less" data-dots-field-param="${id}"></button>
  <input id="${id}" value="${dots}" data-dots-target="field" data-action="input->dots#count">
  <button type="button" class="more-${id}" data-action="dots#more" data-dots-field-param="${id}"></button>`
const form = `<form data-controller="dots" data-dots-most-value="3"><span data-dots-target="left"></span>${row("a", 1)}${row("b", 0)}</form>`

async function open() {
  const page = await openPage(form)
  await page.start("dots", DotsController)
  return { ...page, left: () => page.find("[data-dots-target=left]").textContent, dots: (id) => page.find(`#${id}`).value }
}

test("a dot is placed and taken away, and it is told how many are left", async () => {
  const page = await open()
  assert.equal(page.left(), "2")

  page.find(".more-b").click()
  assert.deepEqual([page.dots("b"), page.left()], ["1", "1"])

  page.find(".less-a").click()
  assert.deepEqual([page.dots("a"), page.left()], ["0", "2"])
})

test("nobody places more than there are, or less than none", async () => {
  const page = await open()

  for (let press = 0; press < 5; press += 1) page.find(".more-b").click()
  assert.deepEqual([page.dots("b"), page.left()], ["2", "0"])

  page.find(".less-a").click()
  page.find(".less-a").click()
  assert.equal(page.dots("a"), "0")
})

test("what is written counts, and what is no number does not", async () => {
  const page = await open()

  page.find("#b").value = "2"
  page.find("#b").dispatchEvent(new page.window.Event("input", { bubbles: true }))
  assert.equal(page.left(), "0")

  page.find("#b").value = "två"
  page.find("#b").dispatchEvent(new page.window.Event("input", { bubbles: true }))
  assert.equal(page.left(), "2")
})
