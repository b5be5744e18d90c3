/* Keeps the field of the form in step with what is written, and hears when others put something into it: drafts that come back,
   names, sentences to begin from. All the rest of the page knows the field alone. */
export class FieldKeeper {
  #known

  constructor(field, changed) {
    this.field = field
    this.changed = changed
    this.#known = field.value
    for (const name of ["input", "change"]) field.addEventListener(name, this.#look)
    field.form?.addEventListener("reset", this.#reset)
  }

  keep(source) {
    this.#known = source
    if (this.field.value === source) return
    this.field.value = source
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  destroy() {
    for (const name of ["input", "change"]) this.field.removeEventListener(name, this.#look)
    this.field.form?.removeEventListener("reset", this.#reset)
  }

  #look = (event) => {
    if (this.field.value === this.#known) return
    this.#known = this.field.value
    this.changed(this.#known, event?.type)
  }

  #reset = () => setTimeout(() => this.#look())
}
