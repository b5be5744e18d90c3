import assert from "node:assert/strict"
import { test } from "node:test"
import { clipboard, read } from "../../testing/pastes.js"
import { rich } from "./testing_view.js"

test("a table from Excel is a table, and its picture is not taken for one that is meant", async () => {
  const page = await rich("")

  page.paste(clipboard({ "text/html": read("excel_table.html"), "text/plain": "Aktivitet\tStart\tBudget\n" }, [{ name: "image.png", type: "image/png", size: 3 }]))

  assert.match(page.source(), /^\| Aktivitet \| Start \| Budget \|\n/u)
})

test("cells pasted in a table are put into its cells", async () => {
  const page = await rich("| a | b |\n| --- | --- |\n| 1 | 2 |")
  page.select("1", "before")

  page.pasteText("x\ty\nz\tå")

  assert.equal(page.source(), "| a | b |\n| --- | --- |\n| x | y |\n| z | å |")
})

test("a cell takes paragraphs and lists as one row of words", async () => {
  const page = await rich("| a | b |\n| --- | --- |\n| 1 | 2 |")
  page.select("2", "after")

  page.pasteHtml("<p>, tre</p><ul><li>fyra</li><li>fem</li></ul>")

  assert.equal(page.source(), "| a | b |\n| --- | --- |\n| 1 | 2, tre fyra; fem |")
})
