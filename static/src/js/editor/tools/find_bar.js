/* A line to look for words in the text by: Enter goes on, Shift+Enter goes back, Escape leaves with the words chosen. */
import { partOf } from "./tools.js"

export class FindBar {
  /* `seek({ sought, step })` gives { at, number }; `stop()` when the line goes away. */
  constructor(tools, place, { seek, stop }) {
    this.element = tools.piece("find")
    this.seek = seek
    this.stop = stop
    this.field = partOf(this.element, "sought")
    this.said = partOf(this.element, "found")
    place.append(this.element)
    this.element.addEventListener("input", this.#typed)
    this.element.addEventListener("keydown", this.#keyed)
    this.element.addEventListener("click", this.#pressed)
    this.field.focus()
  }

  focus() {
    this.field.select()
  }

  close() {
    this.element.remove()
    this.stop()
  }

  /* What is written here is no change to the form around it. */
  #typed = (event) => {
    event.stopPropagation()
    this.#go(0)
  }

  #keyed = (event) => {
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter" && event.target === this.field && !event.isComposing) this.#go(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #pressed = ({ target }) => {
    const button = target.closest("button")
    if (button?.dataset.step) this.#go(Number(button.dataset.step))
    else if (button) this.close()
  }

  #go(step) {
    const sought = this.field.value
    const { at, number } = this.seek({ sought, step })
    const { some, none } = this.said.dataset
    this.said.textContent = sought ? (number ? some.replace("{at}", at).replace("{number}", number) : none) : ""
  }
}
