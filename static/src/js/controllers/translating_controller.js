/* Goes on to the next text that waits when the translation of a block has been saved.

   <div data-controller="translating" data-action="turbo:frame-load->translating#loaded">
     <turbo-frame data-translating-target="part"> <article data-standing="missing"> … <p data-translating-saved>Saved.</p> */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"

export default class extends Controller {
  static targets = ["part"]

  loaded({ target }) {
    const saved = target.querySelector("[data-translating-saved]")
    if (!saved) return
    announce(saved.textContent.trim())
    this.#next(target)?.querySelector("textarea, input:not([type=hidden])")?.focus()
  }

  #next(part) {
    const following = this.partTargets.slice(this.partTargets.indexOf(part) + 1)
    return following.find((one) => one.querySelector("[data-standing=missing], [data-standing=behind]"))
  }
}
