/* The place of the rich view on the page. While it is there it has the label of the field, and whoever sends the focus to the
   field, or finds a fault with it, is led to what stands in for it. */
import { LabelOf } from "../label_of.js"

export class RichPlace {
  /* `fault` is told what the browser finds wrong with the field. */
  constructor(editor, page, hint, fault) {
    Object.assign(this, { editor, page, hint, fault })
    this.label = new LabelOf(editor.field)
    // What is written is told of by the field, once, and not by the page as well.
    page.addEventListener("input", (event) => event.stopPropagation())
  }

  /* What the element that is written in says of itself. */
  get attributes() {
    const { attributes } = this.label
    return { ...attributes, "aria-describedby": [attributes["aria-describedby"], this.hint.id].filter(Boolean).join(" ") }
  }

  enter() {
    const { field } = this.editor
    field.after(this.page)
    this.label.lend(this.#focus)
    field.addEventListener("focus", this.#comeIn)
    field.addEventListener("invalid", this.#refused)
  }

  leave() {
    const { field } = this.editor
    field.removeEventListener("focus", this.#comeIn)
    field.removeEventListener("invalid", this.#refused)
    this.label.giveBack()
    this.page.remove()
  }

  #focus = () => this.editor.focus()

  /* The words that were chosen in the field are chosen here. */
  #comeIn = () => {
    this.editor.focus()
    this.editor.select(this.editor.field.selectionStart, this.editor.field.selectionEnd)
  }

  #refused = (event) => {
    event.preventDefault()
    this.fault(this.editor.field.validationMessage)
    this.editor.focus()
  }
}
