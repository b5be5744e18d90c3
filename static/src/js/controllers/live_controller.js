/* Above a form that several may write in at once: brings its texts together with the others' as soon as the page is open.
   <section data-controller="live" data-live-join-value="/blocks/…/live" data-live-texts-value='{"text": "As it was saved"}'> */
import { Controller } from "@hotwired/stimulus"

/* Before the editors go, which do so then too. */
const leaving = ["turbo:before-cache", "turbo:before-render"]

export default class extends Controller {
  static targets = ["status", "people", "person", "offers", "offer", "words"]
  static values = { join: String, form: String, texts: Object }

  connect() {
    this.form = this.element.closest("turbo-frame, main")?.querySelector("form.block-editor")
    if (!this.form) return
    this.texts = this.#textsToWrite()
    // What is written live is safe elsewhere: drafts of the form do without it, and the browser does not put back old words.
    for (const { element } of this.texts) Object.assign(element, { autocomplete: "off" }).dataset.notKept = ""
    for (const event of leaving) document.addEventListener(event, this.#leave)
    this.#begin()
  }

  disconnect() {
    for (const event of leaving) document.removeEventListener(event, this.#leave)
    this.#leave()
  }

  async #begin() {
    const { form, texts } = this
    const [{ Room }, { Panel }] = await Promise.all([import("../live/room.js"), import("../live/panel.js")])
      .catch(() => [{}, {}])
    if (!Room) return this.#doWithout(texts)
    if (this.form !== form) return
    const panel = new Panel({
      status: this.statusTarget, people: this.peopleTarget, person: this.personTarget,
      offers: this.offersTarget, offer: this.offerTarget, words: this.wordsTarget
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
    for (const { element } of texts) delete element.dataset.notKept
  }

  /* A form that came back with errors shows what was typed, not what was saved. */
  #textsToWrite() {
    const hasErrors = this.form.querySelector("[aria-invalid=true]") !== null
    return Object.entries(this.textsValue).flatMap(([name, saved]) => {
      const element = this.form.elements[name]
      return element ? [{ element, base: hasErrors ? saved : element.defaultValue }] : []
    })
  }
}
