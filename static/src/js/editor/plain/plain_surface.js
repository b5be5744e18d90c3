/* The plain text field as a surface: Markdown as it is written, the same field that people without JavaScript have. */
import { CaretMirror } from "./caret_mirror.js"
import { LockWords } from "../lock_words.js"
import { changesBetween, mapOffset } from "../document/offsets.js"
import { marksIn } from "./others_marks.js"
import { Surface } from "../surface.js"

const heldStill = 50_000
const moves = ["select", "keyup", "pointerup", "focus", "blur"]

export class PlainSurface extends Surface {
  #people = []
  #isReplacing = false

  constructor(field) {
    super()
    this.field = field
    this.why = new LockWords(field)
    field.addEventListener("input", this.#written)
    for (const name of moves) field.addEventListener(name, this.#moved)
    document.addEventListener("selectionchange", this.#moved)
  }

  get source() {
    return this.field.value
  }

  get selection() {
    const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = this.field
    if (document.activeElement !== this.field) return null
    return direction === "backward" ? { anchor: end, head: start } : { anchor: start, head: end }
  }

  select(anchor, head = anchor) {
    this.field.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head), head < anchor ? "backward" : "forward")
  }

  replace(source, changes = changesBetween(this.field.value, source)) {
    const { field } = this
    if (source === field.value) return
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = field
    const letGo = this.selection && source.length < heldStill ? this.mirror?.hold(selectionStart) : null
    this.#isReplacing = true
    field.value = source
    field.setSelectionRange(mapOffset(changes, selectionStart), mapOffset(changes, selectionEnd), selectionDirection)
    field.scrollTop = scrollTop
    field.dispatchEvent(new Event("input", { bubbles: true }))
    this.#isReplacing = false
    letGo?.(mapOffset(changes, selectionStart))
    this.#draw()
  }

  show(people) {
    this.#people = people
    this.#draw()
  }

  lock(sentence) {
    this.field.readOnly = Boolean(sentence)
    this.why.say(sentence)
  }

  focus() {
    this.field.focus()
  }

  destroy() {
    this.lock(null)
    this.mirror?.destroy()
    this.mirror = null
    this.field.removeEventListener("input", this.#written)
    for (const name of moves) this.field.removeEventListener(name, this.#moved)
    document.removeEventListener("selectionchange", this.#moved)
  }

  #written = () => {
    if (this.#isReplacing) return
    this.dispatchEvent(new Event("input"))
    this.#draw()
  }

  #moved = () => {
    const now = JSON.stringify(this.selection)
    if (now === this.at) return
    this.at = now
    this.dispatchEvent(new Event("select"))
  }

  #draw() {
    if (!this.#people.length && !this.mirror) return
    this.mirror ??= new CaretMirror(this.field)
    this.mirror.fill(this.#people.length ? marksIn(this.field.value, this.#people) : [])
  }
}
