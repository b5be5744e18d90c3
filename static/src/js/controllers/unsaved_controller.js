/* Asks before one leaves a page with something unsent in it.
   <form data-controller="unsaved" data-unsaved-question-value="You have not saved. Leave the page?"> */
import { Controller } from "@hotwired/stimulus"
import { isChanged } from "../form_values.js"

export default class extends Controller {
  static values = { question: String }

  connect() {
    this.isSending = false
    this.element.addEventListener("submit", this.#sending)
    this.element.addEventListener("turbo:submit-end", this.#answered)
    window.addEventListener("beforeunload", this.#leaving)
    document.addEventListener("turbo:before-visit", this.#visiting)
  }

  disconnect() {
    this.element.removeEventListener("submit", this.#sending)
    this.element.removeEventListener("turbo:submit-end", this.#answered)
    window.removeEventListener("beforeunload", this.#leaving)
    document.removeEventListener("turbo:before-visit", this.#visiting)
  }

  get hasUnsent() {
    return !this.isSending && isChanged(this.element)
  }

  #sending = () => { this.isSending = true }

  #answered = (event) => { this.isSending = event.detail.success }

  #leaving = (event) => {
    if (this.hasUnsent) event.preventDefault()
  }

  #visiting = (event) => {
    if (this.hasUnsent && !window.confirm(this.questionValue)) event.preventDefault()
  }
}
