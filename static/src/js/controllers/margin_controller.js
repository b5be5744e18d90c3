/* Lays the notes in the margin beside the blocks that they are about, and below each other where they would collide.
   Without a script, and where the margin lies under the text, they are a plain list.
   <div class="margin-notes" data-controller="margin"><article data-margin-target="note" data-block="…id of the block"> */
import { Controller } from "@hotwired/stimulus"

const gap = 16

export default class extends Controller {
  static targets = ["note"]

  connect() {
    this.watcher = new ResizeObserver(() => this.#schedule())
    this.watcher.observe(document.body)
  }

  disconnect() {
    this.watcher.disconnect()
    cancelAnimationFrame(this.frame)
    this.#release()
  }

  noteTargetConnected() {
    this.#schedule()
  }

  #schedule() {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.#align())
  }

  #align() {
    this.#release()
    if (!this.#liesBeside()) return
    const origin = this.element.getBoundingClientRect().top
    const wanted = this.noteTargets.map((note) => [note, this.#topOf(note) - origin]).sort(([, a], [, b]) => a - b)
    this.element.dataset.aligned = ""
    let free = 0
    for (const [note, top] of wanted) {
      const at = Math.max(top, free)
      note.style.insetBlockStart = `${at}px`
      free = at + note.offsetHeight + gap
    }
    this.element.style.blockSize = `${free}px`
  }

  #release() {
    delete this.element.dataset.aligned
    this.element.style.blockSize = ""
    for (const note of this.noteTargets) note.style.insetBlockStart = ""
  }

  #liesBeside() {
    const text = document.querySelector(".document")?.getBoundingClientRect()
    return Boolean(text) && this.element.getBoundingClientRect().left >= text.right
  }

  #topOf(note) {
    return document.getElementById(note.dataset.block)?.getBoundingClientRect().top ?? 0
  }
}
