/* Placing dots by pressing plus and minus, never more than there are. Without scripts, the numbers are written. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["field", "left"]
  static values = { most: Number }

  connect() {
    this.count()
  }

  more({ params: { field } }) {
    if (this.#left > 0) this.#put(field, 1)
  }

  less({ params: { field } }) {
    this.#put(field, -1)
  }

  count() {
    this.leftTarget.textContent = Math.max(this.#left, 0)
  }

  get #left() {
    return this.mostValue - this.fieldTargets.reduce((sum, field) => sum + this.#dots(field), 0)
  }

  #put(id, change) {
    const field = this.fieldTargets.find((one) => one.id === id)
    field.value = Math.max(this.#dots(field) + change, 0)
    this.count()
  }

  #dots(field) {
    return /^\d+$/.test(field.value) ? Number(field.value) : 0
  }
}
