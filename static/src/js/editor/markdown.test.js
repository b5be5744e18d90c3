import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { documents } from "../testing/documents.js"
import { hasSpacedItems } from "./markdown/standing.js"
import { parse } from "./parse.js"
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
