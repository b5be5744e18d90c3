import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import DisclosureController from "./disclosure_controller.js"

const markup = `<form data-controller="disclosure">
  <input type="radio" name="state" value="funded" data-disclosure-target="choice" data-action="disclosure#show">
  <input type="radio" name="state" value="unfunded" checked data-disclosure-target="choice" data-action="disclosure#show">
  <div id="panel" data-disclosure-target="panel" data-when="funded partly"></div></form>`

test("a question waits for the answer that asks for it", async () => {
  const page = await openPage(markup)

  await page.start("disclosure", DisclosureController)

  assert.equal(page.find("#panel").hidden, true)
})

test("the answer brings the question forth", async () => {
  const page = await openPage(markup)
  await page.start("disclosure", DisclosureController)

  page.find("[value=funded]").click()

  assert.equal(page.find("#panel").hidden, false)
})

test("when the controller goes, every question shows again", async () => {
  const page = await openPage(markup)
  await page.start("disclosure", DisclosureController)

  const form = await page.remove("form")

  assert.equal(form.querySelector("#panel").hidden, false)
})
