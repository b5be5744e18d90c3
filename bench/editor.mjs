/* What it costs to read, change and take in a text of 200,000 letters in the editor, and one of a twentieth of that.

   node bench/editor.mjs */
import console from "node:console"
import { performance } from "node:perf_hooks"
import { EditorState } from "prosemirror-state"
import { schema } from "../static/src/js/editor/document/schema.js"
import { WrittenDocument } from "../static/src/js/editor/document/written_document.js"

const part = "## Mål\n\nLänet ska **2030** vara ett *grönt* län med [länk](https://a.se/x) och [[Mål 1]].\n\n* ett\n* två __fet__\n  * tre\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
const median = (times) => times.toSorted((one, other) => one - other)[times.length >> 1].toFixed(1)

function timed(act, times = 15) {
  return median(
    Array.from({ length: times }, (_, index) => {
      const start = performance.now()
      act(index)
      return performance.now() - start
    })
  )
}

function measure(length) {
  const source = part.repeat(Math.ceil(length / part.length))
  const written = new WrittenDocument()
  let state = EditorState.create({ doc: written.read(source) })
  const middle = state.doc.content.findIndex(state.doc.content.size >> 1).offset
  const place = middle + state.doc.resolve(middle).nodeAfter.nodeSize - 1
  const read = timed(() => new WrittenDocument().read(source), 5)
  const key = timed(() => {
    const next = state.apply(state.tr.insert(place - 1, schema.text("x")))
    written.update(state.doc, next.doc)
    written.sourceOf(next.doc)
    state = next
  })
  const others = timed(() => {
    const text = written.sourceOf(state.doc)
    const at = text.indexOf("grönt", text.length >> 2)
    state = state.apply(written.taken(state, `${text.slice(0, at)}o${text.slice(at)}`))
  })
  return { letters: source.length, "read, ms": read, "a key, ms": key, "others' word, ms": others }
}

measure(5_000)
console.table([measure(10_000), measure(200_000)])
