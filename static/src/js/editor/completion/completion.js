/* Names offered while one writes: asked for when one has paused, chosen with arrow keys and Enter, or pressed. What it is
   written in tells where the name begins, where on the screen that is, and puts in what was chosen. */
import { CompletionList } from "./list.js"

const pause = 150
const steps = { ArrowDown: 1, ArrowUp: -1 }

export class Completion {
  #timer
  #begun = null
  #dismissed = null

  /* `place(begun)` and `take(one, begun)` are of the view or the field; `home` is what the list is put into. */
  constructor({ source, piece, owner, home, place, take }) {
    Object.assign(this, { source, home, place, take })
    this.list = new CompletionList(piece, owner, (one) => this.#take(one))
  }

  /* `begun`: { sort, word, from } or null, whenever something was written or the caret went elsewhere. */
  seek(begun) {
    if (!begun || !this.source.knows(begun.sort)) return this.close()
    if (this.#begun && same(begun, this.#begun) && begun.word === this.#begun.word) return
    this.#begun = begun
    if (this.#dismissed && same(begun, this.#dismissed)) return
    this.#dismissed = null
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask(begun), pause)
  }

  /* Whether the key was for the list. */
  press(event) {
    if (!this.list.isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
    if (event.key in steps) this.list.choose(this.list.at + steps[event.key])
    else if (event.key === "Enter" || event.key === "Tab") this.#take(this.list.chosen)
    else if (event.key === "Escape") this.#dismiss()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  close() {
    clearTimeout(this.#timer)
    this.#begun = this.#dismissed = null
    this.list.close()
  }

  destroy() {
    clearTimeout(this.#timer)
    this.#begun = null
    this.list.destroy()
  }

  async #ask(begun) {
    const found = await this.source.find(begun)
    if (this.#begun !== begun || this.#dismissed) return
    if (found.length) this.list.show(found, this.place(begun), this.home)
    else this.list.close()
  }

  #take(one) {
    const begun = this.#begun
    this.close()
    if (begun) this.take(one, begun)
  }

  /* Until another name is begun. */
  #dismiss() {
    this.#dismissed = this.#begun
    this.list.close()
  }
}

const same = (one, other) => one.sort === other.sort && one.from === other.from
