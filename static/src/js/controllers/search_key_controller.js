/* The key "/" leads to the box to search in, unless one is writing somewhere. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["field"]

  go(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes(event.target)) return
    event.preventDefault()
    const fold = this.element.closest("details")
    if (fold && !this.#isSeen()) fold.open = true
    this.fieldTarget.focus()
    this.fieldTarget.select()
  }

  #isSeen() {
    return this.fieldTarget.getClientRects().length > 0
  }
}

function writes(element) {
  return Boolean(element?.closest?.("input, textarea, select, [contenteditable]"))
}
