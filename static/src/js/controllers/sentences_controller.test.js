import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import SentencesController from "./sentences_controller.js"

const markup = `<form><textarea></textarea><details data-controller="sentences"><ul>
  <li data-sentences-target="sentence">Nämnden har beslutat ordalydelsen.</li></ul></details></form>`

test("a sentence is put after what stands in the field", async () => {
  const page = await openPage(markup)
  await page.start("sentences", SentencesController)
  await moment(10)
  page.find("textarea").value = "Tack!"

  page.find("li button").click()

  assert.equal(page.find("textarea").value, "Tack! Nämnden har beslutat ordalydelsen.")
  assert.equal(page.window.document.activeElement, page.find("textarea"))
})
