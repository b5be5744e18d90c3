import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { documents } from "../../testing/documents.js"
import { hasSpacedItems } from "./markdown/standing.js"
import { parse } from "./parse.js"
import { schema } from "./schema.js"
import { serialise } from "./serialise.js"

const runs = Number(process.env.RUNS ?? 60)

/* A list is loose or tight by where empty lines stand: one that needs them is loose, one that has room for none is tight. */
function settled(node) {
  if (node.isTextblock || node.isLeaf) return node
  const content = node.content.content.map(settled)
  const inner = node.copy(node.content.constructor.fromArray(content))
  if (!node.type.name.endsWith("_list")) return inner
  const hasRoom = inner.childCount > 1 || inner.firstChild.childCount > 1
  const tight = !hasRoom || (node.attrs.tight && !hasSpacedItems(inner))
  return node.type.create({ ...node.attrs, tight }, inner.content)
}

test("what is written of any document is read as that document", () => {
  fc.assert(
    fc.property(documents, (doc) => {
      const source = serialise(doc)
      assert.equal(parse(source).toString(), settled(doc).toString(), source)
      assert.ok(parse(source).eq(settled(doc)), `${source}\n${JSON.stringify(parse(source).toJSON())}\n${JSON.stringify(settled(doc).toJSON())}`)
    }),
    { numRuns: runs }
  )
})

test("a break in a heading or a cell is written as a space, since they have one line", () => {
  const content = [schema.text("a"), schema.node("hard_break"), schema.text("b")]
  const row = (name) => schema.node("table_row", null, [schema.node(name, null, content)])

  assert.equal(serialise(schema.node("doc", null, [schema.node("heading", { level: 2 }, content)])), "## a b")
  assert.equal(serialise(schema.node("doc", null, [schema.node("table", null, [row("table_header"), row("table_cell")])])), "| a b |\n| --- |\n| a b |")
})

test("a selection within words or within a list is written as what it is", () => {
  const doc = parse("Ett **två** tre\n\n- a\n- b")

  assert.equal(serialise(doc.slice(5, 8)), "**två**")
  assert.equal(serialise(doc.slice(doc.firstChild.nodeSize + 1, doc.content.size - 1)), "- a\n- b")
})
