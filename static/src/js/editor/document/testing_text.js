/* For tests: a text that is open in the rich view, without the view; texts of the corpus to open, and places to write in. */
import { readFileSync } from "node:fs"
import process from "node:process"
import fc from "fast-check"
import { EditorState } from "prosemirror-state"
import { history } from "prosemirror-history"
import { WrittenDocument } from "./written_document.js"

export const runs = Number(process.env.RUNS ?? 60)
const corpus = Object.values(JSON.parse(readFileSync(new URL("../../../../../tests/cases/prose_corpus.json", import.meta.url), "utf8"))).flat()
export const sources = fc.array(fc.constantFrom(...corpus), { minLength: 2, maxLength: 5 }).map((texts) => texts.join("\n\n"))

export function open(source) {
  const written = new WrittenDocument()
  const state = EditorState.create({ doc: written.read(source), plugins: [history()] })
  return { written, state }
}

export function act(at, tr) {
  const state = at.state.apply(tr)
  at.written.update(at.state.doc, state.doc)
  at.state = state
}

export function receive(at, source) {
  const tr = at.written.taken(at.state, source)
  at.state = at.state.apply(tr)
}

export const sourceOf = ({ written, state }) => written.sourceOf(state.doc)

/* Where letters can be written: [position, text block]. */
export function textblocks(doc) {
  const found = []
  doc.descendants((node, position) => {
    if (node.isTextblock) found.push([position + 1, node])
  })
  return found
}

/* A place in a block that is not in the middle of a character. */
export function whole(block, start, number) {
  const offset = number % (block.content.size + 1)
  const letters = block.textBetween(0, block.content.size, "", "\uFFFC")
  return start + (/[\uD800-\uDBFF]/u.test(letters.charAt(offset - 1)) || /[\uDC00-\uDFFF]/u.test(letters.charAt(offset)) ? offset - 1 : offset)
}
