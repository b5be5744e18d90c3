/* The list of names under the caret. The field keeps the focus, and says by its attributes which name is chosen. */
import { partOf } from "../tools/tools.js"

let made = 0

export class CompletionList {
  #options = []

  /* `piece` comes from the tools; `owner` is what is written in. */
  constructor(piece, owner, take) {
    this.element = piece
    this.owner = owner
    this.box = partOf(piece, "options")
    this.said = partOf(piece, "said")
    this.box.id = `completion-${(made += 1)}`
    this.element.addEventListener("mousedown", (event) => event.preventDefault())
    this.element.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]")
      if (option) take(this.found[this.#options.indexOf(option)])
    })
  }

  get isOpen() {
    return this.element.isConnected && !this.box.hidden
  }

  get chosen() {
    return this.found[this.at]
  }

  /* `place`: { left, bottom } on the screen of where the name begins. */
  show(found, place, home) {
    if (!this.element.isConnected) home.append(this.element)
    this.found = found
    this.#options = found.map((one, at) => optionOf(one, `${this.box.id}-${at}`))
    this.box.replaceChildren(...this.#options)
    this.box.hidden = false
    this.owner.setAttribute("aria-autocomplete", "list")
    this.owner.setAttribute("aria-controls", this.box.id)
    const { one, many } = this.said.dataset
    this.said.textContent = (found.length === 1 ? one : many).replace("{number}", found.length)
    this.choose(0)
    this.#place(place)
  }

  choose(at) {
    this.at = (at + this.#options.length) % this.#options.length
    this.#options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)))
    this.owner.setAttribute("aria-activedescendant", this.#options[this.at].id)
    this.#options[this.at].scrollIntoView?.({ block: "nearest" })
  }

  close() {
    if (this.box.hidden) return
    this.box.hidden = true
    this.said.textContent = ""
    this.owner.removeAttribute("aria-controls")
    this.owner.removeAttribute("aria-activedescendant")
  }

  destroy() {
    this.close()
    this.element.remove()
  }

  /* Within what it lies in, so that it goes along when the page is scrolled; never out of sight to the side. */
  #place({ left, bottom }) {
    const around = (this.element.offsetParent ?? document.body).getBoundingClientRect()
    const room = Math.max(0, Math.min(around.right, document.documentElement.clientWidth) - around.left - this.box.offsetWidth)
    this.element.style.insetInlineStart = `${Math.min(Math.max(0, left - around.left), room)}px`
    this.element.style.insetBlockStart = `${bottom - around.top}px`
  }
}

function optionOf({ name, detail }, id) {
  const option = document.createElement("li")
  Object.assign(option, { id, className: "completion-option", textContent: name })
  option.setAttribute("role", "option")
  if (!detail) return option
  const more = document.createElement("span")
  Object.assign(more, { className: "completion-detail", textContent: ` ${detail}` })
  option.append(more)
  return option
}
