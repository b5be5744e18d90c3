import assert from "node:assert/strict"
import { test } from "node:test"
import { JSDOM } from "jsdom"
import { rangeOf } from "./passage_ranges.js"

function element(html) {
  return new JSDOM(`<div>${html}</div>`).window.document.querySelector("div")
}

test("a quote is found across markup and white space", () => {
  const range = rangeOf(element("<p>Mer av <em>skogens</em>\n råvara</p>"), "av skogens råvara")

  assert.equal(range.toString(), "av skogens\n råvara")
})

test("a quote may go from one paragraph into the next", () => {
  const range = rangeOf(element("<p>Först.</p><p>Sedan.</p>"), "Först. Sedan.")

  assert.equal(range.toString(), "Först.Sedan.")
})

test("of equal words those with the same surroundings are meant", () => {
  const text = element("<p>ett mål här och ett mål där</p>")

  const range = rangeOf(text, "mål", "ett mål här och ett ")

  assert.equal(range.startOffset, "ett mål här och ett ".length)
})

test("words that do not stand there have no place", () => {
  assert.equal(rangeOf(element("<p>Mer av skogen</p>"), "mindre"), null)
  assert.equal(rangeOf(element(""), "x"), null)
  assert.equal(rangeOf(element("<p>Mer</p>"), ""), null)
})
