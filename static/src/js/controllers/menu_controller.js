/* A <details> that floats closes on Escape and on a press elsewhere, and gives the focus back. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  disconnect() {
    this.element.open = false
  }

  close() {
    if (!this.element.open) return
    this.element.open = false
    this.element.querySelector("summary").focus()
  }

  closeOutside(event) {
    if (this.element.open && !this.element.contains(event.target)) this.element.open = false
  }
}
