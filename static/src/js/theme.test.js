import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "./testing/page.js"
import { applyTheme, chooseTheme, chosenTheme } from "./theme.js"

test("the machine decides until a person does", async () => {
  await openPage("")

  applyTheme()

  assert.equal(chosenTheme(), "system")
  assert.equal(document.documentElement.dataset.theme, undefined)
})

test("a choice is kept and applied", async () => {
  await openPage("")

  chooseTheme("dark")

  assert.equal(chosenTheme(), "dark")
  assert.equal(document.documentElement.dataset.theme, "dark")
})

test("the choice can be handed back to the machine", async () => {
  await openPage("")
  chooseTheme("dark")

  chooseTheme("system")

  assert.equal(chosenTheme(), "system")
  assert.equal(document.documentElement.dataset.theme, undefined)
})
