/* Tells what a marked word means, over the text: under a pointer, at the keyboard's focus, at the first tap. The mark is
   a link, so that Enter and a second tap lead to the glossary. Escape and a press elsewhere close it. */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"
import { termCard } from "../term_card.js"

const pause = 250

export default class extends Controller {
  known = new Map()

  disconnect() {
    clearTimeout(this.timer)
    this.card?.remove()
  }

  hover({ target, pointerType }) {
    if (pointerType === "touch") return
    const term = target.closest("a.term")
    if (term || target.closest(".term-card")) clearTimeout(this.timer)
    if (term && term !== this.term) this.timer = setTimeout(() => this.#show(term), pause)
  }

  focus({ target }) {
    if (target.matches("a.term:focus-visible")) this.#show(target, true)
  }

  leave({ target, pointerType }) {
    if (pointerType === "touch" || !target.closest("a.term, .term-card")) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.close(), pause)
  }

  touch({ target, pointerType }) {
    this.isTouch = pointerType === "touch"
    if (!target.closest?.("a.term, .term-card")) this.close()
  }

  press(event) {
    const term = event.target.closest("a.term")
    // A key has no detail: it follows the link.
    if (!term || !this.isTouch || !event.detail || term === this.term || !termCard.isKnown) return
    event.preventDefault()
    this.#show(term, true)
  }

  close() {
    clearTimeout(this.timer)
    this.term = null
    this.card?.remove()
  }

  async #show(term, isTold = false) {
    if (!termCard.isKnown || term === this.term) return
    this.close()
    this.term = term
    if (!this.known.has(term.href)) this.known.set(term.href, termCard.fetch(term.href))
    const html = await this.known.get(term.href)
    if (!html) this.known.delete(term.href)
    if (this.term !== term || !html) return
    this.card = termCard.open(html, term, this.element)
    if (isTold) announce(this.card.innerText)
  }
}
