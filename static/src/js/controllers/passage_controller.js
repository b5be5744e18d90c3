/* Comment on some words: select them in a block, press the button that appears (or the block's own), write.
   What else can be done with the words stands beside that button, and is told of them by the event passage:select.

   <div data-controller="passage">
     <article data-passage-target="block"> <div data-passage-target="prose" data-field="text">…</div>
       <details class="block-comment" data-action="toggle->passage#opened"> <form data-passage-target="form"> hidden inputs data-passage-part="quote|prefix|suffix|field",
         <blockquote data-passage-part="preview" hidden> … <button type="button" data-action="passage#comment">
     <div data-passage-target="tools" hidden><button data-action="passage#comment">…</button></div> */
import { Controller } from "@hotwired/stimulus"
import { passageIn } from "../passages.js"

export default class extends Controller {
  static targets = ["prose", "form", "tools"]

  connect() {
    document.addEventListener("selectionchange", this.#selected)
  }

  disconnect() {
    document.removeEventListener("selectionchange", this.#selected)
    clearTimeout(this.timer)
    if (this.hasToolsTarget) this.toolsTarget.hidden = true
  }

  comment(event) {
    const block = event.target.closest("[data-passage-target~='block']") ?? this.passage?.block
    const form = this.formTargets.find((candidate) => block === this.#blockOf(candidate))
    const fold = form?.closest("details")
    if (fold && !fold.open) fold.open = true
    else if (form) this.#begin(form)
  }

  opened(event) {
    const form = this.formTargets.find((candidate) => event.target.contains(candidate))
    if (event.target.open && form) this.#begin(form)
  }

  #selected = () => {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.#offer(document.getSelection()), 150)
  }

  #offer(selection) {
    const prose = this.proseTargets.find((candidate) => candidate.contains(selection?.anchorNode ?? null))
    const passage = prose && passageIn(prose, selection)
    if (passage) this.passage = { ...passage, field: prose.dataset.field ?? "", block: this.#blockOf(prose) }
    if (!this.hasToolsTarget) return
    this.toolsTarget.hidden = !passage
    if (!passage) return
    this.dispatch("select", { detail: this.passage })
    this.#place(selection.getRangeAt(0).getBoundingClientRect())
  }

  #place(box) {
    const half = this.toolsTarget.offsetWidth / 2 + 12
    const middle = Math.min(Math.max(half, box.left + box.width / 2), document.documentElement.clientWidth - half)
    this.toolsTarget.style.insetInlineStart = `${middle + window.scrollX}px`
    this.toolsTarget.style.insetBlockStart = `${box.top + window.scrollY}px`
  }

  #begin(form) {
    const passage = this.passage?.block === this.#blockOf(form) ? this.passage : {}
    if (this.hasToolsTarget) this.toolsTarget.hidden = true
    this.#fill(form, passage)
    form.querySelector("textarea")?.focus()
  }

  #fill(form, passage) {
    for (const part of form.querySelectorAll("[data-passage-part]")) {
      const name = part.dataset.passagePart
      if (name !== "preview") part.value = passage[name] ?? ""
      else {
        part.textContent = passage.quote ?? ""
        part.hidden = !passage.quote
      }
    }
  }

  #blockOf(element) {
    return element.closest("[data-passage-target~='block']")
  }
}
