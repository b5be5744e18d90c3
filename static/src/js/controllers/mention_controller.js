/* After an @ in a text, a list of the names that begin so; arrow keys and Enter, or a press, put one in. */
import { Controller } from "@hotwired/stimulus"
import { mentionOption } from "../mention_option.js"

export default class extends Controller {
  static targets = ["list", "option", "said"]
  static values = { url: String }

  async look({ target }) {
    // The rich view offers names by itself.
    if (target.closest("[data-mode=rich]")) return this.close()
    const begun = target.value.slice(0, target.selectionStart).match(/(?:^|[\s(])@([\p{L}\p{N}](?:[^@\n]{0,40}[^@\s])?)$/u)
    this.field = target
    this.word = begun?.[1]
    // Where nobody is called so, nobody is called so with more after it.
    if (!this.word || (this.none && this.word.startsWith(this.none))) return this.close()
    const asked = this.word
    const answer = await fetch(`${this.urlValue}?q=${encodeURIComponent(asked)}`).catch(() => null)
    if (asked === this.word) this.show(answer?.ok ? await answer.json() : [])
  }

  show(found) {
    this.none = found.length ? null : this.word
    if (!found.length) return this.close()
    this.listTarget.replaceChildren(...found.map((one, index) => mentionOption(one, `${this.listTarget.id}-${index}`)))
    this.listTarget.hidden = false
    this.field.setAttribute("aria-autocomplete", "list")
    this.field.setAttribute("aria-controls", this.listTarget.id)
    this.saidTarget.textContent = this.saidTarget.dataset.words.replace("{number}", found.length)
    this.#choose(0)
  }

  press(event) {
    if (this.listTarget.hidden || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) this.#choose((this.at + step + this.optionTargets.length) % this.optionTargets.length)
    else if (event.key === "Enter" || event.key === "Tab") this.take({ currentTarget: this.optionTargets[this.at] })
    else if (event.key === "Escape") this.close()
    else return
    event.preventDefault()
  }

  take({ currentTarget }) {
    const end = this.field.selectionStart
    this.field.setRangeText(`${currentTarget.dataset.written} `, end - this.word.length, end, "end")
    this.close()
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  close() {
    this.word = null
    this.listTarget.hidden = true
    this.saidTarget.textContent = ""
    this.field?.removeAttribute("aria-controls")
    this.field?.removeAttribute("aria-activedescendant")
  }

  keep(event) {
    event.preventDefault()
  }

  #choose(at) {
    this.at = at
    this.optionTargets.forEach((one, index) => one.setAttribute("aria-selected", index === at))
    this.field.setAttribute("aria-activedescendant", this.optionTargets[at].id)
    this.optionTargets[at].scrollIntoView?.({ block: "nearest" })
  }
}
