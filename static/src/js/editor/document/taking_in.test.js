import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { TextSelection } from "prosemirror-state"
import { undo } from "prosemirror-history"
import { act, open, receive, runs, sourceOf, sources, textblocks, whole } from "./testing_text.js"

/* What others did to a text: some letters are gone, some have come. */
const others = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom("", "x", " ord ", "\n\n", "\n", "\n\n- ny\n\n", "**fet**", "# ", "[^1]", "\n\n[^1]: Not.\n\n", "`", "| a | b |\n|---|---|\n")), { minLength: 1, maxLength: 3 })

const changed = (source, changes) =>
  changes.reduce((text, [place, length, put]) => {
    const at = place % (text.length + 1)
    return (text.slice(0, at) + put + text.slice(at + length)).toWellFormed()
  }, source)

test("what others write makes the document that their text is", () => {
  fc.assert(
    fc.property(sources, others, (source, changes) => {
      const at = open(source)
      const after = changed(source, changes)

      receive(at, after)

      assert.equal(sourceOf(at), after)
      assert.ok(at.state.doc.eq(open(after).state.doc), JSON.stringify({ source, after, has: at.state.doc.toString(), should: open(after).state.doc.toString() }))
    }),
    { numRuns: runs * 3 }
  )
})

test("one's own caret stays between the same letters while others write elsewhere", () => {
  fc.assert(
    fc.property(sources, fc.nat(), fc.nat(), fc.constantFrom("först ", "# Ny rubrik\n\n", "- a\n- b\n\n"), (source, one, other, put) => {
      const at = open(source)
      const blocks = textblocks(at.state.doc)
      fc.pre(blocks.length > 0)
      const [start, block] = blocks[one % blocks.length]
      at.state = at.state.apply(at.state.tr.setSelection(TextSelection.create(at.state.doc, whole(block, start, other))))
      const { index } = at.state.doc.content.findIndex(start)
      const { starts } = at.written.sources.all(at.state.doc)
      fc.pre(!/^ *[-+*\d]/u.test(source) || !put.startsWith("-"))
      const { $head } = at.state.selection
      const after = index ? put + source : `${source}\n\n${put}slut`
      const text = at.written.sources.of(at.state.doc.child(index)).text

      receive(at, after)

      const now = at.state.selection.$head
      if (at.written.sources.of(at.state.doc.child(now.index(0))).text !== text) return
      assert.equal(now.parentOffset, $head.parentOffset, JSON.stringify({ source, after, starts }))
      assert.equal(now.parent.textContent, $head.parent.textContent)
    }),
    { numRuns: runs }
  )
})

test("one's own caret follows the letters around it when others write in the same paragraph", () => {
  const at = open("Ett **två** tre fyra fem.\n\n* sex\n* sju åtta")
  const place = (words) => {
    let found = null
    at.state.doc.descendants((node, position) => {
      if (node.isText && node.text.includes(words)) found = position + node.text.indexOf(words)
    })
    return found
  }
  at.state = at.state.apply(at.state.tr.setSelection(TextSelection.create(at.state.doc, place("fyra") + 2)))

  receive(at, "Noll. Ett **tvåa** tre fyra och fem.\n\n* sex\n* sju åtta")
  assert.equal(at.state.selection.head, place("fyra") + 2)
  receive(at, "# Noll\n\nEtt **tvåa** tre **fyra** och fem.\n\n* sex\n* sju åtta")
  assert.equal(at.state.selection.head, place("fyra") + 2)
})

test("an empty paragraph where one is about to write stays when others write", () => {
  const at = open("Ett\n\nTvå")
  act(at, at.state.tr.split(4))
  assert.equal(at.state.doc.childCount, 3)
  assert.equal(sourceOf(at), "Ett\n\nTvå")

  receive(at, "Ett\n\nTvå och tre")
  assert.equal(at.state.doc.childCount, 3)
  act(at, at.state.tr.insertText("Mitt emellan", 6))

  assert.equal(sourceOf(at), "Ett\n\nMitt emellan\n\nTvå och tre")
})

test("one takes back what one wrote oneself, and not what others did", () => {
  const at = open("Ett\n\nTvå")
  act(at, at.state.tr.insertText(" mitt", 4))
  receive(at, "Ett mitt\n\nTvå och tre")
  receive(at, "Noll, ett mitt\n\nTvå och tre")

  undo(at.state, (tr) => act(at, tr))

  assert.equal(sourceOf(at), "Noll, ett\n\nTvå och tre")
})

test("an island that can be shown richly is, once one has left it", () => {
  const at = open("[x](y)\n\nslut")
  assert.equal(at.state.doc.firstChild.type.name, "source_island")
  act(at, at.state.tr.setSelection(TextSelection.create(at.state.doc, 1)).insertText("a", 1))
  assert.equal(at.written.sources.hasRaw(at.state), false)
  act(at, at.state.tr.delete(1, at.state.doc.firstChild.nodeSize - 1).insertText("# Mål"))
  act(at, at.state.tr.setSelection(TextSelection.atEnd(at.state.doc)))
  assert.equal(at.written.sources.hasRaw(at.state), true)

  receive(at, sourceOf(at))

  assert.equal(at.state.doc.firstChild.type.name, "heading")
})
