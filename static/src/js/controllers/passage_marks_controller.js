/* Marks in the document the passages that notes in the margin are about, without touching the document itself.
   <div data-controller="passage-marks"> <article data-passage-marks-target="note" data-block="…id of the block"
     data-field="text" data-quote="…" data-prefix="…" data-action="mouseenter->passage-marks#point …"> */
import { Controller } from "@hotwired/stimulus"
import { rangeOf } from "../passage_ranges.js"

export default class extends Controller {
  static targets = ["note"]

  connect() {
    if (!globalThis.CSS?.highlights) return
    document.addEventListener("turbo:frame-render", this.#mark)
    document.addEventListener("turbo:morph", this.#mark)
    this.#mark()
  }

  disconnect() {
    document.removeEventListener("turbo:frame-render", this.#mark)
    document.removeEventListener("turbo:morph", this.#mark)
    globalThis.CSS?.highlights?.delete("passages")
    this.leave()
  }

  point({ currentTarget }) {
    const range = this.#rangeOf(currentTarget)
    if (range) globalThis.CSS?.highlights?.set("passage", new Highlight(range))
  }

  leave() {
    globalThis.CSS?.highlights?.delete("passage")
  }

  #mark = () => {
    const ranges = this.noteTargets.map((note) => this.#rangeOf(note)).filter(Boolean)
    CSS.highlights.set("passages", new Highlight(...ranges))
  }

  #rangeOf({ dataset }) {
    const block = document.getElementById(dataset.block)
    const prose = dataset.quote && block?.querySelector(`[data-field="${CSS.escape(dataset.field)}"]`)
    return prose ? rangeOf(prose, dataset.quote, dataset.prefix) : null
  }
}
