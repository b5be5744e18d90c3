/* Asks the server, a little after each pause in the writing, what a reader might stumble over. Whoever folds the advice
   is left in peace, on the next page too.
   <details data-controller="advice" data-advice-field-value="field-text" data-advice-url-value="…"> <ul data-advice-target="list"> */
import { Controller } from "@hotwired/stimulus"

const key = "advice"

export default class extends Controller {
  static targets = ["list"]
  static values = { field: String, url: String, wait: { type: Number, default: 1200 } }

  connect() {
    this.field = document.getElementById(this.fieldValue)
    this.field?.addEventListener("input", this.#wait)
    if (localStorage.getItem(key) === "folded") this.element.open = false
  }

  disconnect() {
    clearTimeout(this.timer)
    this.field?.removeEventListener("input", this.#wait)
  }

  keep() {
    localStorage.setItem(key, this.element.open ? "open" : "folded")
    if (this.element.open && this.isOld) this.#ask()
  }

  #wait = () => {
    clearTimeout(this.timer)
    this.isOld = true
    if (this.element.open) this.timer = setTimeout(() => this.#ask(), this.waitValue)
  }

  async #ask() {
    const { form, value: text } = this.field
    const title = form.elements.title?.value ?? ""
    const body = new URLSearchParams({ text, title, csrf_token: form.elements.csrf_token.value })
    this.isOld = false
    const answer = await fetch(this.urlValue, { method: "POST", body }).catch(() => null)
    if (!answer?.ok || text !== this.field.value) return
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("li")
    this.listTarget.replaceChildren(...found)
    this.element.hidden = found.length === 0
  }
}
