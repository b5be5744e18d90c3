/* Copies an address, or words as they are, and says that it did. Hidden until there is a script and a clipboard. */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"

export default class extends Controller {
  static targets = ["label"]
  static values = { address: String, words: String, done: String }

  connect() {
    this.element.hidden = !navigator.clipboard
  }

  disconnect() {
    clearTimeout(this.timer)
    this.#restore()
    this.element.hidden = true
  }

  async copy() {
    await navigator.clipboard.writeText(this.wordsValue || new URL(this.addressValue, document.baseURI).href)
    this.label ??= this.labelTarget.textContent
    this.labelTarget.textContent = this.doneValue
    announce(this.doneValue)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.#restore(), 3000)
  }

  #restore() {
    if (this.label && this.hasLabelTarget) this.labelTarget.textContent = this.label
    this.label = undefined
  }
}
