/* A document and its Markdown, seen as one: what is where, and what becomes of both when others write. */
import { TextSelection } from "prosemirror-state"
import { keptSelection, offsetsOf } from "../rich/kept_selection.js"
import { changesBetween, mapOffset } from "./offsets.js"
import { Places } from "./places.js"
import { Sources } from "./sources.js"
import { takeIn } from "./taking_in.js"

export class WrittenDocument {
  sources = new Sources()
  #places = new Places(this.sources)

  read(source) {
    return this.sources.read(source)
  }

  sourceOf(doc) {
    return this.sources.all(doc).source
  }

  offsetOf(doc, position) {
    return this.#places.offsetOf(doc, position)
  }

  positionOf(doc, place) {
    return this.#places.positionOf(doc, place)
  }

  /* The selection of words between two places of the source. */
  between(doc, anchor, head) {
    const [from, to] = [anchor, head].map((place) => doc.resolve(this.positionOf(doc, place)))
    return TextSelection.between(from, to)
  }

  /* What others made of the source, as a change: carets stay, and one's own undo knows nothing of it. */
  taken(state, source, changes = changesBetween(this.sourceOf(state.doc), source)) {
    const offsets = offsetsOf(state, this.#places)
    const tr = state.tr.setMeta("addToHistory", false).setMeta("others", true)
    takeIn(tr, this.sources, source, state.selection)(tr.doc)
    if (!offsets || !tr.docChanged) return tr
    return tr.setSelection(keptSelection(state, tr.doc) ?? this.between(tr.doc, ...offsets.map((offset) => mapOffset(changes, offset))))
  }

  /* What the person has written. */
  update(before, doc) {
    if (doc !== before) this.sources.update(before, doc)
  }
}
