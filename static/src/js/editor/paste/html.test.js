import assert from "node:assert/strict"
import { test } from "node:test"
import { Fragment } from "prosemirror-model"
import { openWindow, pastes } from "../../testing/pastes.js"
import { parse } from "../document/parse.js"
import { fromHtml } from "./html.js"
import { schema } from "../document/schema.js"
import { serialise } from "../document/serialise.js"

openWindow()

const read = (html, given = {}) => fromHtml(html, { schema, origin: "https://fardplan.example", ...given })
const written = ({ nodes, notes }) => serialise(Fragment.from([...nodes, ...notes]))

for (const { name, html, markdown } of pastes()) {
  test(`${name.replaceAll("_", " ")} becomes Markdown, and that reads back as the same`, () => {
    const found = read(html)

    assert.equal(written(found), markdown)
    for (const node of [...found.nodes, ...found.notes]) node.check()
    assert.equal(serialise(parse(markdown)), markdown)
  })
}
