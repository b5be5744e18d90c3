/* Above a form that several may write in at once: brings its texts together with the others' as soon as the page is open.
   <section data-controller="live" data-live-join-value="/blocks/…/live" data-live-texts-value='{"text": "As it was saved"}'> */
import { Controller } from "@hotwired/stimulus"
import { keepOut, textsOf } from "../live/texts_of.js"

/* Before the editors go, which do so then too. */
const leaving = ["turbo:before-cache", "turbo:before-render"]

export default class extends Controller {
  static targets = ["panel", "status", "news", "people", "person", "offer", "words"]
  static values = { join: String, form: String, texts: Object }

  connect() {
    for (const event of leaving) document.addEventListener(event, this.#leave)
    document.addEventListener("turbo:render", this.#come)
    this.#come()
  }

  disconnect() {
    for (const event of leaving) document.removeEventListener(event, this.#leave)
    document.removeEventListener("turbo:render", this.#come)
    this.#leave()
  }

  /* Also when the same page comes once more, with errors, around what was there. */
  #come = () => {
    if (this.form) return
    this.form = this.element.closest("turbo-frame, main")?.querySelector("form.block-editor")
    if (!this.form) return
    this.texts = textsOf(this.form, this.textsValue)
    for (const { element } of this.texts) keepOut(element, true)
    this.#begin()
  }

  async #begin() {
    const { form, texts } = this
    const [{ Room }, { Panel }] = await Promise.all([import("../live/room.js"), import("../live/panel.js")])
      .catch(() => [{}, {}])
    if (!Room) return this.#doWithout(texts)
    if (this.form !== form) return
    const panel = new Panel({
      element: this.panelTarget, status: this.statusTarget, news: this.newsTarget, people: this.peopleTarget, person: this.personTarget,
      offer: this.offerTarget, words: this.wordsTarget, form
    })
    this.room = new Room(form, {
      address: this.joinValue, action: this.formValue, texts, panel, person: document.body.dataset.person
    })
  }

  #leave = () => {
    this.room?.leave()
    this.room = this.form = null
  }

  /* The site has changed under the page, or cannot be reached: an ordinary form it is. */
  #doWithout(texts) {
    this.element.hidden = true
    for (const { element } of texts) keepOut(element, false)
  }
}
