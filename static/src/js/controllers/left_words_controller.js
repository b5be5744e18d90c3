/* Where a text cannot be written in now: shows what one wrote in it without contact, which waits in this browser until the
   text can be written in again.
   <div data-controller="left-words" data-left-words-join-value="/blocks/…/live" data-left-words-fields-value='["text"]'> */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["offer", "copied"]
  static values = { join: String, fields: Array }

  async connect() {
    const [{ KeptWords }, offers] = await Promise.all([import("../live/kept_words.js"), import("../live/offer.js")])
    const { pathname } = new URL(this.joinValue, document.baseURI)
    for (const field of this.fieldsValue) {
      const kept = new KeptWords(document.body.dataset.person, pathname, field)
      await kept.deliver((words, done) => this.#show(words, done, offers))
    }
  }

  disconnect() {
    this.boxes?.forEach((box) => box.remove())
  }

  /* What is shown is not seen to: that is for the person to say. */
  #show({ source }, done, { announceBox, offerBox }) {
    const box = offerBox(this.offerTarget, { text: source, done, copied: this.copiedTarget.content.textContent })
    this.boxes = [...(this.boxes ?? []), box]
    this.element.append(box)
    announceBox(box)
    return false
  }
}
