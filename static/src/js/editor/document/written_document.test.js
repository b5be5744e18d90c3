import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { undo } from "prosemirror-history"
import { findWrapping } from "prosemirror-transform"
import { act, open, runs, sourceOf, sources, textblocks, whole } from "./testing_text.js"
import { schema } from "./schema.js"

/* An edit in the block at `index`, or null where it cannot be made. */
const edits = {
  type: (state, at) => state.tr.insertText("nytt", at),
  cut: (state, at, block, end) => (end > at ? state.tr.delete(at, end) : null),
  split: (state, at, block) => (block.type.spec.isolating || block.type.spec.tableRole || block.type.name === "source_island" ? null : tried(() => state.tr.split(at))),
  wrap(state, at) {
    const range = state.doc.resolve(at).blockRange()
    const wrapping = range && findWrapping(range, schema.nodes.blockquote)
    return wrapping && range.depth > 0 ? null : wrapping && tried(() => state.tr.wrap(range, wrapping))
  },
  mark: (state, at, block, end) => (end > at && block.type.allowsMarkType(schema.marks.strong) ? state.tr.addMark(at, end, schema.mark("strong")) : null)
}

function tried(make) {
  try {
    return make()
  } catch {
    return null
  }
}

test("a text that nobody touches keeps every letter", () => {
  fc.assert(fc.property(sources, (source) => assert.equal(sourceOf(open(source)), source)), { numRuns: runs })
})

test("a change in one block leaves the letters of all others", () => {
  fc.assert(
    fc.property(sources, fc.constantFrom(...Object.keys(edits)), fc.nat(), fc.nat(), fc.nat(), (source, name, one, other, length) => {
      const at = open(source)
      const blocks = textblocks(at.state.doc)
      fc.pre(blocks.length > 0)
      const [start, block] = blocks[one % blocks.length]
      const from = start + (other % (block.content.size + 1))
      const end = Math.min(start + block.content.size, from + (length % 8))
      const tr = edits[name](at.state, from, block, end)
      fc.pre(tr?.docChanged)
      const { index } = at.state.doc.content.findIndex(start)
      const before = at.state.doc.content.content.map((node) => at.written.sources.of(node).text)
      const { starts } = at.written.sources.all(at.state.doc)
      const [head, tail] = [source.slice(0, starts[index]), index + 1 < starts.length ? source.slice(starts[index + 1]) : ""]

      act(at, tr)

      const after = sourceOf(at)
      assert.ok(after.startsWith(head.trimEnd()), JSON.stringify({ name, source, after, head }))
      assert.ok(after.endsWith(tail), JSON.stringify({ name, source, after, tail, before }))
    }),
    { numRuns: runs * 3 }
  )
})

test("letters that are typed are read as they were typed, wherever that is", () => {
  fc.assert(
    fc.property(sources, fc.nat(), fc.nat(), fc.constantFrom("x", "ord ", "*", "_a_", "[", "1", "#", "&amp;", "`", "|", "www.x.se"), (source, one, other, letters) => {
      const at = open(source)
      const blocks = textblocks(at.state.doc).filter(([, node]) => node.type.name !== "source_island")
      fc.pre(blocks.length > 0)
      const [start, block] = blocks[one % blocks.length]

      act(at, at.state.tr.insertText(letters, whole(block, start, other)))

      const words = (doc) => doc.textBetween(0, doc.content.size, "\n", "\uFFFC").replace(/[ \u00a0]+/gu, " ").replace(/ *\n[ \n]*/gu, "\n").trim()
      const fresh = open(sourceOf(at)).state.doc
      assert.equal(words(fresh), words(at.state.doc), JSON.stringify({ source, after: sourceOf(at) }))
    }),
    { numRuns: runs * 2 }
  )
})

test("a change that is undone leaves the letters as they were", () => {
  fc.assert(
    fc.property(sources, fc.nat(), fc.nat(), (source, one, other) => {
      const at = open(source)
      const blocks = textblocks(at.state.doc)
      fc.pre(blocks.length > 0)
      const [start, block] = blocks[one % blocks.length]
      act(at, at.state.tr.insertText("nytt", start + (other % (block.content.size + 1))))

      undo(at.state, (tr) => act(at, tr))

      assert.equal(sourceOf(at), source)
    }),
    { numRuns: runs }
  )
})

test("what is written as it need not be keeps its spelling around a change", () => {
  const at = open("Rad ett\nrad _två_ och __tre__\\!\n\n+ a\n+ b\n    + c")
  act(at, at.state.tr.insertText("X", 4))
  act(at, at.state.tr.insertText("Y", at.state.doc.content.size - 5))

  assert.equal(sourceOf(at), "RadX ett\nrad _två_ och __tre__\\!\n\n+ a\n+ b\n    + cY")
})
