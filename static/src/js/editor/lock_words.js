/* The sentence that says why a text can no longer be written in, before its field and told with it. */
export class LockWords {
  constructor(field) {
    this.field = field
  }

  say(sentence) {
    this.element?.remove()
    this.element = null
    this.#describe((ids) => ids.filter((id) => id !== this.#id))
    if (!sentence) return
    this.element = document.createElement("p")
    this.element.id = this.#id
    this.element.className = "surface-locked"
    this.element.textContent = sentence
    this.field.before(this.element)
    this.#describe((ids) => [this.#id, ...ids])
  }

  get #id() {
    return `${this.field.id}-locked`
  }

  #describe(change) {
    const ids = change((this.field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean))
    if (ids.length) this.field.setAttribute("aria-describedby", ids.join(" "))
    else this.field.removeAttribute("aria-describedby")
  }
}
