/* Sentences to begin from: each becomes a button that puts it into the text field of its form.
   Without a script they are a list to read.
   <details data-controller="sentences"><ul><li data-sentences-target="sentence">…</li></ul></details> */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["sentence"]

  sentenceTargetConnected(item) {
    if (item.querySelector("button")) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "reason-sentence"
    button.textContent = item.textContent
    button.addEventListener("click", () => this.#use(button.textContent))
    item.replaceChildren(button)
  }

  #use(sentence) {
    const field = this.element.closest("form").querySelector("textarea")
    field.value = [field.value.trim(), sentence].filter(Boolean).join(" ")
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.focus()
  }
}
