/* Ctrl and K (⌘ and K on a Mac) lead to the box to search in, unless one is writing somewhere. No key by itself does:
   whoever speaks to the machine would be led astray. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["field"]

  go(event) {
    const isIt = event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey
    if (!isIt || event.altKey || event.shiftKey || event.isComposing || writes(event.target)) return
    event.preventDefault()
    const fold = this.element.closest("details")
    if (fold && !this.#isSeen()) fold.open = true
    this.fieldTarget.focus()
    this.fieldTarget.select()
  }

  #isSeen() {
    return Boolean(this.fieldTarget.checkVisibility?.())
  }
}

function writes(element) {
  return Boolean(element?.closest?.("input, textarea, select, [contenteditable]"))
}
