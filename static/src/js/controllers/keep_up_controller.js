/* Shows every other second how a part of the page stands now, as on a screen in a room. It says the same to those who hear
   the page, as far as it is marked as a status. Without scripts, a link does so. */
import { Controller } from "@hotwired/stimulus"

const PAUSE = 2000

export default class extends Controller {
  static values = { pause: { type: Number, default: PAUSE } }

  connect() {
    this.timer = setTimeout(() => this.#look(), this.pauseValue)
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  async #look() {
    const now = await this.#part()
    if (!this.element.isConnected) return
    if (now && !now.dataset.controller) {
      this.element.replaceWith(document.adoptNode(now))
      return
    }
    if (now) this.#show(now)
    this.connect()
  }

  /* Part by part, so that what is the same is left alone and nothing is read out twice. */
  #show(now) {
    const parts = [...now.children]
    if (parts.length !== this.element.children.length) this.element.replaceChildren(...parts)
    else parts.forEach((part, place) => this.#renew(this.element.children[place], part))
  }

  #renew(before, part) {
    if (before.isEqualNode(part)) return
    if (part.matches("section") && part.children.length === before.children.length)
      [...part.children].forEach((inner, place) => this.#renew(before.children[place], inner))
    else if (part.matches("[role=status]")) before.textContent = part.textContent
    else before.replaceWith(document.adoptNode(part))
  }

  async #part() {
    try {
      const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      return answer.ok ? page.querySelector(`#${this.element.id}`) : null
    } catch {
      return null
    }
  }
}
