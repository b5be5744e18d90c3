/* Selects the words that somebody came with in the field where they stand, so that one can write at once.
   <form data-controller="select-words" data-select-words-field-value="text" data-select-words-quote-value="…"> */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static values = { field: String, quote: String }

  connect() {
    const field = this.quoteValue && this.element.elements.namedItem(this.fieldValue)
    if (!field?.setSelectionRange) return
    const start = field.value.indexOf(this.quoteValue)
    field.focus()
    if (start >= 0) field.setSelectionRange(start, start + this.quoteValue.length)
  }
}
