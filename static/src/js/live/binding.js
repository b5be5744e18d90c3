/* Between what a person writes on and the text that all share: each gets what the other has, in small pieces, and the
   caret stays among its words. */
import { Carets } from "./carets.js"
import { Composing } from "./composing.js"
import { goneOnFrom, rebase } from "./rebase.js"

const costly = 8
const seldom = 200

export class Binding {
  /* `base` is what the surface said before anybody wrote on it. `tell` hears written() and moved(place). */
  constructor(surface, field, base, tell) {
    Object.assign(this, { tell, shown: base })
    this.carets = new Carets(this, (cursor) => tell.moved(cursor))
    this.composing = new Composing(field, () => this.text && this.push())
    this.use(surface)
  }

  get isBehind() { return Boolean(this.pulling || this.pushing) }

  /* Another view of the same words. */
  use(surface) {
    this.leaving?.abort()
    const { signal } = (this.leaving = new AbortController())
    this.surface = surface
    surface.addEventListener("input", this.#written, { signal })
    surface.addEventListener("select", this.carets.moved, { signal })
    if (this.text) this.push()
  }

  /* From now on this text is shared. What was written here before it came is put into it. */
  enter(text) {
    const mine = this.surface.source
    this.text = text
    text.write(rebase(this.surface.selection ? goneOnFrom(this.shown, text.source) : this.shown, mine, text.source))
    this.shown = mine
    this.push()
  }

  /* What is written meanwhile is kept for the next text. */
  rest() {
    this.pull()
    this.text = null
  }

  /* What the person has written goes into the shared text. */
  pull() {
    this.pulling = clearTimeout(this.pulling)
    if (!this.text) return
    const began = performance.now()
    const now = this.surface.source
    if (now === this.shown) return
    if (this.shown === this.text.source) this.text.write(now, this.surface.selection?.head)
    else this.text.write(rebase(this.shown, now, this.text.source))
    this.shown = now
    this.cost = performance.now() - began
  }

  /* What the shared text says is shown; while a letter is being put together, after it. */
  push(changes) {
    this.pushing = clearTimeout(this.pushing)
    const { wait } = this.composing
    if (wait) this.pushing = setTimeout(() => this.push(), wait)
    else this.#replace(changes)
  }

  receive(updates) {
    this.pull()
    const isLevel = this.shown === this.text.source
    this.push(isLevel ? this.text.receive(updates) : void this.text.receive(updates))
  }

  destroy() {
    for (const timer of [this.pulling, this.pushing]) clearTimeout(timer)
    for (const part of [this.carets, this.composing]) part.destroy()
    this.leaving.abort()
  }

  #replace(changes) {
    this.pull()
    if (!this.text) return
    if (this.surface.source !== this.text.source) this.surface.replace(this.text.source, changes)
    this.shown = this.surface.source
    this.carets.draw()
  }

  #written = () => {
    this.composing.went()
    // A long text takes time to read: then less often.
    if ((this.cost ?? 0) < costly) this.#take()
    else this.pulling ??= setTimeout(() => this.#take(), Math.min(seldom, this.cost * 3))
  }

  #take() {
    this.pull()
    this.tell.written()
    this.carets.draw()
    this.carets.moved()
  }
}
