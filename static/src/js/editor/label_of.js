/* A label names the field that one sees. While the rich view stands in for a text field it has the field's label, description
   and state; afterwards the field has them back. */
const told = ["aria-describedby", "aria-invalid", "aria-required", "lang"]

export class LabelOf {
  constructor(field) {
    this.field = field
    this.label = field.labels?.[0] ?? null
    if (this.label) this.label.id ||= `${field.id}-label`
  }

  /* What the element that stands in is to say of itself. */
  get attributes() {
    const { field, label } = this
    const own = Object.fromEntries(told.filter((name) => field.hasAttribute(name)).map((name) => [name, field.getAttribute(name)]))
    if (field.required) own["aria-required"] = "true"
    return {
      ...own,
      ...(label ? { "aria-labelledby": label.id } : { "aria-label": field.getAttribute("aria-label") ?? "" }),
      class: "rich-text prose",
      id: `${field.id}-rich`,
      role: "textbox",
      "aria-multiline": "true",
      spellcheck: "true"
    }
  }

  lend(focus) {
    this.label?.removeAttribute("for")
    this.focus = focus
    this.label?.addEventListener("click", this.focus)
    this.field.tabIndex = -1
    this.field.setAttribute("aria-hidden", "true")
  }

  giveBack() {
    if (this.focus) this.label?.removeEventListener("click", this.focus)
    this.focus = null
    if (this.label) this.label.htmlFor = this.field.id
    this.field.removeAttribute("tabindex")
    this.field.removeAttribute("aria-hidden")
  }
}
