/* Copies an address, and says that it did. Hidden until there is a script and a clipboard. */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"

export default class extends Controller {
  static targets = ["label"]
  static values = { address: String, done: String }

  connect() {
    this.element.hidden = !navigator.clipboard
  }

  disconnect() {
    clearTimeout(this.timer)
    this.#restore()
    this.element.hidden = true
  }

  async copy() {
    await navigator.clipboard.writeText(new URL(this.addressValue, document.baseURI).href)
    this.words ??= this.labelTarget.textContent
    this.labelTarget.textContent = this.doneValue
    announce(this.doneValue)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.#restore(), 3000)
  }

  #restore() {
    if (this.words && this.hasLabelTarget) this.labelTarget.textContent = this.words
    this.words = undefined
  }
}
