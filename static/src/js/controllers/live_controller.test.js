import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import LiveController from "./live_controller.js"

const panel = `<div data-controller="live" data-live-join-value="/blocks/7/live" data-live-form-value="/blocks/7/edit"
  data-live-texts-value='{"text": "Saved"}'></div>`

test("texts that are written live are left out of drafts, also before there is contact", async () => {
  const page = await openPage(`<main>${panel}<form class="block-editor"><input name="title"><textarea name="text">Saved</textarea></form></main>`)

  await page.start("live", LiveController)

  assert.equal(page.find("textarea").hasAttribute("data-not-kept"), true)
  assert.equal(page.find("input").hasAttribute("data-not-kept"), false)
  await page.remove("[data-controller=live]")
})

test("where there is no form, nothing is done", async () => {
  const page = await openPage(`<main>${panel}<textarea name="text">Saved</textarea></main>`)

  await page.start("live", LiveController)

  assert.equal(page.find("textarea").hasAttribute("data-not-kept"), false)
})
