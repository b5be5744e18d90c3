/* Where a position of the document is in its Markdown, and the other way round. */
import { changesBetween } from "./offsets.js"
import { offsetAt, positionAt } from "./markdown/output.js"
import { writeBlock } from "./markdown/writing.js"

export class Places {
  #known = new WeakMap()

  constructor(sources) {
    this.sources = sources
  }

  offsetOf(doc, position) {
    const { starts } = this.sources.all(doc)
    const { index, offset } = doc.content.findIndex(Math.max(0, Math.min(position, doc.content.size)))
    if (index >= doc.childCount) return this.sources.all(doc).source.length - this.sources.of(doc.lastChild).gap.length
    const { segments, outward } = this.#of(doc.child(index))
    return starts[index] + mapBehind(outward, offsetAt(segments, position - offset))
  }

  positionOf(doc, place) {
    const { starts } = this.sources.all(doc)
    let index = 0
    while (index + 1 < starts.length && starts[index + 1] <= place) index += 1
    let start = 0
    for (let at = 0; at < index; at += 1) start += doc.child(at).nodeSize
    const { segments, inward } = this.#of(doc.child(index))
    return start + positionAt(segments, mapBehind(inward, place - starts[index]))
  }

  /* What is written otherwise than it would be written anew is compared letter by letter. */
  #of(node) {
    const known = this.sources.of(node)
    const kept = this.#known.get(known)
    if (kept) return kept
    const { text, segments } = writeBlock(node)
    const isSame = text === known.text
    const found = {
      segments: segments.length ? segments : [[1, 0, 0]],
      outward: isSame ? [[0, text]] : changesBetween(text, known.text),
      inward: isSame ? [[0, text]] : changesBetween(known.text, text)
    }
    this.#known.set(known, found)
    return found
  }
}

/* Signs that were put in exactly at the place stand before it: it belongs to the letter after them. */
function mapBehind(changes, offset) {
  let [before, after] = [0, 0]
  for (const [kind, { length }] of changes) {
    if (kind <= 0 && offset < before + length) return kind === 0 ? after + offset - before : after
    if (kind <= 0) before += length
    if (kind >= 0) after += length
  }
  return after
}
