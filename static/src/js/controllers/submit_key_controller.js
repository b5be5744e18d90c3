/* Ctrl+Enter (⌘+Enter) in a text field sends its form. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  submit(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    this.element.form?.requestSubmit()
  }
}
