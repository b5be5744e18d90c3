/* Comment on some words: select them in a block, press the button that appears (or the block's own), write.

   <div data-controller="passage">
     <article data-passage-target="block"> <div data-passage-target="prose" data-field="text">…</div>
       <details class="block-comment" data-action="toggle->passage#opened"> <form data-passage-target="form"> hidden inputs data-passage-part="quote|prefix|suffix|field",
         <blockquote data-passage-part="preview" hidden> … <button type="button" data-action="passage#comment">
     <button data-passage-target="button" data-action="passage#comment" hidden>…</button> */
import { Controller } from "@hotwired/stimulus"
import { passageIn } from "../passages.js"

export default class extends Controller {
  static targets = ["prose", "form", "button"]

  connect() {
    document.addEventListener("selectionchange", this.#selected)
  }

  disconnect() {
    document.removeEventListener("selectionchange", this.#selected)
    clearTimeout(this.timer)
    if (this.hasButtonTarget) this.buttonTarget.hidden = true
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
    if (!this.hasButtonTarget) return
    this.buttonTarget.hidden = !passage
    if (passage) this.#place(selection.getRangeAt(0).getBoundingClientRect())
  }

  #place(box) {
    this.buttonTarget.style.insetInlineStart = `${Math.max(80, box.left + box.width / 2) + window.scrollX}px`
    this.buttonTarget.style.insetBlockStart = `${box.top + window.scrollY}px`
  }

  #begin(form) {
    const passage = this.passage?.block === this.#blockOf(form) ? this.passage : {}
    if (this.hasButtonTarget) this.buttonTarget.hidden = true
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
