import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import fc from "fast-check"
import { EditorState, TextSelection } from "prosemirror-state"
import { history, undo } from "prosemirror-history"
import { findWrapping } from "prosemirror-transform"
import { schema } from "./schema.js"
import { WrittenDocument } from "./written_document.js"

const runs = Number(process.env.RUNS ?? 60)
const corpus = Object.values(JSON.parse(readFileSync(new URL("../../../../../tests/cases/prose_corpus.json", import.meta.url), "utf8"))).flat()
const sources = fc.array(fc.constantFrom(...corpus), { minLength: 2, maxLength: 5 }).map((texts) => texts.join("\n\n"))

function open(source) {
  const written = new WrittenDocument()
  const state = EditorState.create({ doc: written.read(source), plugins: [history()] })
  return { written, state }
}

function act(at, tr) {
  const state = at.state.apply(tr)
  at.written.update(at.state.doc, state.doc)
  at.state = state
}

function receive(at, source) {
  const tr = at.written.taken(at.state, source)
  at.state = at.state.apply(tr)
}

const sourceOf = ({ written, state }) => written.sourceOf(state.doc)

/* Where letters can be written: [position, text block]. */
function textblocks(doc) {
  const found = []
  doc.descendants((node, position) => {
    if (node.isTextblock) found.push([position + 1, node])
  })
  return found
}

/* A place in a block that is not in the middle of a character. */
function whole(block, start, number) {
  const offset = number % (block.content.size + 1)
  const letters = block.textBetween(0, block.content.size, "", "\uFFFC")
  return start + (/[\uD800-\uDBFF]/u.test(letters.charAt(offset - 1)) || /[\uDC00-\uDFFF]/u.test(letters.charAt(offset)) ? offset - 1 : offset)
}

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

test("what is written as it need not be keeps its spelling around a change", () => {
  const at = open("Rad ett\nrad _två_ och __tre__\\!\n\n+ a\n+ b\n    + c")
  act(at, at.state.tr.insertText("X", 4))
  act(at, at.state.tr.insertText("Y", at.state.doc.content.size - 5))

  assert.equal(sourceOf(at), "RadX ett\nrad _två_ och __tre__\\!\n\n+ a\n+ b\n    + cY")
})

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
