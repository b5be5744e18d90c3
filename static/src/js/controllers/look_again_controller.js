/* Looks again every few seconds at what the page waits for, and shows what has become of it. Without scripts, a link does
   so. */
import { Controller } from "@hotwired/stimulus"

const PAUSE = 2500

export default class extends Controller {
  static values = { pause: { type: Number, default: PAUSE } }

  connect() {
    this.timer = setTimeout(() => this.#look(), this.pauseValue)
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  async #look() {
    const seen = await this.#page()
    if (!this.element.isConnected) return
    if (!seen) this.connect()
    else if (seen.dataset.controller) {
      this.#show(seen)
      this.connect()
    } else this.element.replaceWith(document.adoptNode(seen))
  }

  /* Only what differs, so that nothing is read out again that has been said. */
  #show(seen) {
    const [now, then] = [seen.querySelector("[role=status]"), this.element.querySelector("[role=status]")]
    if (now && then && now.textContent !== then.textContent) then.replaceChildren(...document.adoptNode(now).childNodes)
  }

  /* What stands in this place now; nothing when the site does not answer just now. */
  async #page() {
    try {
      const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      return answer.ok ? page.querySelector(`#${this.element.id}`) : null
    } catch {
      return null
    }
  }
}
