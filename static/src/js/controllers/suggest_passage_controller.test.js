import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import SuggestPassageController from "./suggest_passage_controller.js"

test("the link leads to the block's form with the words that were selected", async () => {
  const page = await openPage(`<article id="block-7"></article>
    <a href="/suggestions" data-controller="suggest-passage" data-action="passage:select@document->suggest-passage#lead">Föreslå</a>`)
  await page.start("suggest-passage", SuggestPassageController)

  const detail = { block: page.find("article"), field: "text", quote: "växer & fångas" }
  page.window.document.dispatchEvent(new page.window.CustomEvent("passage:select", { detail }))

  assert.equal(page.find("a").getAttribute("href"), "/blocks/7/suggest?field=text&quote=v%C3%A4xer+%26+fångas".replace("å", "%C3%A5"))
})
