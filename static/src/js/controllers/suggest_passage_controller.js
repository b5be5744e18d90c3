/* The way from selected words to the form in which they can be said otherwise.
   <a data-controller="suggest-passage" data-action="passage:select@document->suggest-passage#lead"> */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  lead({ detail: { block, field, quote } }) {
    const id = block?.id.replace("block-", "")
    this.element.href = `/blocks/${id}/suggest?${new URLSearchParams({ field, quote: quote.trim() })}`
  }
}
