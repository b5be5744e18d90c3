/* Puts what is unsent of one page into this browser's storage, soon after it was written, and takes it away when the
   server has it. */
import { toBase64 } from "./bytes.js"

const soon = 250

export class Keeper {
  constructor(kept, page = `${Date.now()}-${Math.random().toString(36).slice(2)}`) {
    this.kept = kept
    this.name = page
    this.letGo = kept.hold(page)
    window.addEventListener("pagehide", this.now)
  }

  /* Words from before there was contact: what the text was, and what it is now. */
  before(base, source) {
    this.words = () => (source() === base ? null : { base, source: source() })
    this.#later()
  }

  /* Words of a session that the server has not acknowledged. */
  of(joined, outbox, source) {
    this.outbox?.removeEventListener("change", this.#later)
    this.outbox = outbox
    const { session, client } = joined
    this.words = () => outbox.isEmpty ? null : { session, client, update: toBase64(outbox.all), source: source() }
    outbox.addEventListener("change", this.#later)
    this.now()
  }

  now = () => {
    clearTimeout(this.timer)
    this.timer = undefined
    const words = this.words?.()
    if (words) this.kept.keep(this.name, words)
    else this.kept.drop(this.name)
  }

  /* Somebody else keeps them from now on. */
  forget() {
    this.words = null
    this.now()
  }

  destroy() {
    this.now()
    this.outbox?.removeEventListener("change", this.#later)
    window.removeEventListener("pagehide", this.now)
    this.letGo()
  }

  #later = () => {
    if (this.outbox?.isEmpty) this.now()
    else this.timer ??= setTimeout(this.now, soon)
  }
}
