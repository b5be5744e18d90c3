/* A text field as tall as its text. Browsers with field-sizing do it by themselves. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  connect() {
    this.fit()
  }

  disconnect() {
    this.element.style.blockSize = ""
  }

  fit() {
    if (window.CSS?.supports?.("field-sizing", "content")) return
    this.element.style.blockSize = "auto"
    this.element.style.blockSize = `${this.element.scrollHeight + 2}px`
  }
}
