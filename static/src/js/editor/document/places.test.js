import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { open, runs, sources, textblocks, whole } from "./testing_text.js"

test("a place in the source is found in the document, and the other way round", () => {
  fc.assert(
    fc.property(sources.filter((source) => !source.includes("\t")), fc.nat(), fc.nat(), (source, one, other) => {
      const at = open(source)
      const blocks = textblocks(at.state.doc)
      fc.pre(blocks.length > 0)
      const [start, block] = blocks[one % blocks.length]
      const position = whole(block, start, other)
      const offset = at.written.offsetOf(at.state.doc, position)
      const found = at.state.doc.resolve(at.written.positionOf(at.state.doc, offset))
      const near = (place) => /[\p{L}\p{N}]{0,20}$/u.exec(place.parent.textBetween(0, place.parentOffset, "", " "))[0]

      assert.equal(near(found), near(at.state.doc.resolve(position)), JSON.stringify({ source, position, offset }))
    }),
    { numRuns: runs }
  )
})
