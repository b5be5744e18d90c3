/* Some letters are put together from several keys, and some keyboards hold a whole word open. Changing the text under
   them would break what is being put together, so others' words wait for a moment; not for longer. */
const longest = 1500

export class Composing {
  constructor(field, composed) {
    this.field = field
    this.composed = composed
    field.addEventListener("compositionstart", this.#begun)
    field.addEventListener("compositionend", this.#ended)
  }

  /* How long to wait before the text may be changed. */
  get wait() {
    return Math.max(0, (this.until ?? 0) - Date.now())
  }

  went() {
    if (this.until) this.#begun()
  }

  destroy() {
    this.field.removeEventListener("compositionstart", this.#begun)
    this.field.removeEventListener("compositionend", this.#ended)
  }

  #begun = () => { this.until = Date.now() + longest }

  #ended = () => {
    this.until = undefined
    // The surface reads the last letter first.
    setTimeout(() => this.composed())
  }
}
