/* Tells what a marked word means, over the text: under a pointer, at the keyboard's focus, at the first tap. The mark is
   a link, so that Enter and a second tap lead to the glossary. Escape and a press elsewhere close it. */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"
import { isCardKnown, openCard, readCard } from "../term_card.js"

export default class extends Controller {
  static values = { wait: { type: Number, default: 250 } }
  known = new Map()

  disconnect() {
    this.close()
  }

  hover({ target, pointerType }) {
    const term = target.closest("a.term")
    if (pointerType === "touch" || !(term || target.closest(".term-card"))) return
    clearTimeout(this.timer)
    if (term) this.timer = setTimeout(() => this.#show(term), this.waitValue)
  }

  focus({ target }) {
    if (target.matches("a.term:focus-visible")) this.#show(target, true)
  }

  leave({ target, pointerType }) {
    if (pointerType === "touch" || !target.closest("a.term, .term-card")) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.close(), this.waitValue)
  }

  touch({ target, pointerType }) {
    this.isTouch = pointerType === "touch"
    if (!target.closest?.("a.term, .term-card")) this.close()
  }

  press(event) {
    const term = event.target.closest("a.term")
    // A key has no detail: it follows the link.
    if (!term || !this.isTouch || !event.detail || term === this.term || !isCardKnown()) return
    event.preventDefault()
    this.#show(term, true)
  }

  close() {
    clearTimeout(this.timer)
    this.term = null
    this.card?.remove()
  }

  async #show(term, isTold = false) {
    if (term === this.term || !isCardKnown()) return
    this.close()
    this.term = term
    const nodes = await readCard(term.href, this.known)
    if (this.term !== term || !nodes) return
    this.card = openCard(nodes, term, this.element)
    if (isTold) announce(this.card.textContent.replace(/\s+/gu, " ").trim())
  }
}
