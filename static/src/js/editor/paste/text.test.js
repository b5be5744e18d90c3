import assert from "node:assert/strict"
import { test } from "node:test"
import { Fragment } from "prosemirror-model"
import { parse } from "../document/parse.js"
import { fromText } from "./text.js"
import { schema } from "../document/schema.js"
import { serialise } from "../document/serialise.js"

const written = (text, given = {}) => serialise(Fragment.from(fromText(text, { schema, parse, ...given })))

const cases = [
  ["rows of a spreadsheet are a table, numbers to the right", "Aktivitet\tKronor\nKurs | lång\t1 000\nResa\t\n", "| Aktivitet | Kronor |\n| --- | --: |\n| Kurs \\| lång | 1 000 |\n| Resa |  |"],
  ["a single row with tabs is words", "ett\ttvå", "ett två"],
  ["Markdown is read", "## Mål\n\n1. ett\n2. två\n\n> citat", "## Mål\n\n1. ett\n2. två\n\n> citat"],
  ["signs that only look like Markdown stand for themselves", "5 * 3 * 2 och snake_case_namn #3", "5 * 3 * 2 och snake_case_namn #3"],
  ["empty lines part paragraphs, Windows' too", "Ett.\r\n\r\n\r\nTvå.\r\n", "Ett.\n\nTvå."],
  ["short lines stay lines", "Anna Berg\nTorsta AB\nÅs", "Anna Berg\\\nTorsta AB\\\nÅs"],
  ["lines that a program broke are joined, and words that it divided",
    "Färdplanen för jord, skog och vatten beskriver hur länets natur-\noch kulturmiljöer kan utvecklas genom samverkan och innova-\ntion fram till år 2030.",
    "Färdplanen för jord, skog och vatten beskriver hur länets natur- och kulturmiljöer kan utvecklas genom samverkan och innovation fram till år 2030."],
  ["dots before lines are a list, and their lines go on", "Vi vill:\n•\tväxa\n•\tlära mer\nav andra", "Vi vill:\n\n- växa\n- lära mer av andra"],
  ["somebody who speaks is no list", "– Ja, sa hon.", "– Ja, sa hon."],
  ["several dashes are a list", "– ett\n– två", "- ett\n- två"],
  ["what nobody sees goes, and the space within a number stays", "an\u00adpass\u200bning 10\u00a0000\u00a0kr \u202eav", "anpassning 10\u00a0000 kr av"]
]

for (const [name, given, expected] of cases) test(name, () => assert.equal(written(given), expected))

test("every sign stands for itself when its letters alone are wanted", () => {
  const [paragraph] = fromText("**fet**", { schema, parse, isPlain: true })

  assert.equal(paragraph.textContent, "**fet**")
})
