/* Sends focus where the eye goes: to an error summary as soon as it appears (now), to what asks for it when a frame loads. */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"

export default class extends Controller {
  static values = { now: Boolean }

  connect() {
    if (this.nowValue) this.element.focus()
    this.element.addEventListener("turbo:frame-load", this.#loaded)
  }

  disconnect() {
    this.element.removeEventListener("turbo:frame-load", this.#loaded)
  }

  #loaded = (event) => {
    const frame = event.target
    const goal = frame.querySelector(".error-summary, [autofocus]")
    goal?.focus()
    const told = frame.querySelector("[data-announce]")?.dataset.announce
    if (told) announce(told)
  }
}
