import assert from "node:assert/strict"
import { test } from "node:test"
import { until } from "../../testing/page.js"
import { openRich } from "../../testing/rich.js"
import { changeMarksPlugin } from "./change_marks.js"
import { parse } from "../document/parse.js"

const words = { added: "tillagt", removed: "borttaget", shape: "ny form", end: "]" }

async function suggesting(base, text = base) {
  const page = await openRich(text, [changeMarksPlugin({ base: parse(base), words })])
  const texts = (name) => [...page.view.dom.querySelectorAll(name)].map((one) => one.textContent)
  return { ...page, added: () => texts("ins"), removed: () => texts("del"), heard: () => texts(".visually-hidden"), shaped: () => texts(".change-shaped") }
}

test("an unchanged text has no marks", async () => {
  const page = await suggesting("# Mål\n\n- ett\n- två\n\nSe [[Torsta]].")

  assert.deepEqual([page.added(), page.removed()], [[], []])
})

test("what is new is marked and what is gone stands struck, in words too", async () => {
  const page = await suggesting("Vi ska växa mycket.", "Vi vill växa.")

  assert.deepEqual(page.added(), ["vill"])
  assert.deepEqual(page.removed(), [" [borttaget: ska] ", " [borttaget:  mycket] "])
  assert.ok(page.heard().includes(" [tillagt: "))
})

test("marks follow while one writes, and the text is not touched by them", async () => {
  const page = await suggesting("Vi ska växa.")
  page.select("växa", "after")
  page.type(" snabbt")
  await until(() => page.added().length === 1)

  assert.deepEqual(page.added(), [" snabbt"])
  assert.equal(page.source(), "Vi ska växa snabbt.")

  page.select(" snabbt")
  page.view.dispatch(page.view.state.tr.deleteSelection())
  await until(() => page.added().length === 0)
  assert.deepEqual(page.removed(), [])
})

test("a whole paragraph that came, and one that went", async () => {
  const page = await suggesting("Ett.\n\nTvå.\n\nTre.", "Ett.\n\nTre.\n\nFyra här.")

  assert.deepEqual(page.added(), ["Fyra här."])
  assert.match(page.removed().join("|"), /Två\./u)
})

test("words that only got bold are told, and so is a paragraph that became a heading", async () => {
  const page = await suggesting("Ett ord.\n\nMål", "Ett **ord**.\n\n# Mål")

  assert.deepEqual(page.added(), ["ord"])
  assert.ok(page.heard().includes(" [ny form] "))
})

test("a word in a long text is found, and nothing else is told", async () => {
  const row = (at) => `Rad ${at} med ord om skog, vatten och energi i hela länet.`
  const rows = Array.from({ length: 400 }, (_, at) => row(at))
  const base = rows.join("\n\n")

  const page = await suggesting(base, base.replace("Rad 200 med", "Rad 200 utan"))

  assert.deepEqual(page.added(), ["utan"])
  assert.deepEqual(page.removed(), [" [borttaget: med] "])
})
