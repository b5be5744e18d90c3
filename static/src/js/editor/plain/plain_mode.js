/* Writing Markdown in the plain text field, as one does without scripts. Of the tools only those remain that help there. */
import { seekPlain } from "../tools/find_plain.js"
import { asBinding } from "../commands/key_names.js"
import { keydownHandler } from "prosemirror-keymap"
import { PlainSurface } from "./plain_surface.js"

const states = {}

export class PlainMode {
  name = "markdown"
  states = states

  constructor(field, { bound, own, extras }) {
    this.own = own
    this.surface = new PlainSurface(field)
    const acts = Object.fromEntries(Object.entries(extras).map(([binding, act]) => [binding, () => act() !== false]))
    for (const [command, keys] of bound) {
      const binding = asBinding(keys)
      const before = acts[binding]
      if (command in own) acts[binding] = () => before?.() || this.run(command)
    }
    const typed = keydownHandler(acts)
    this.keyed = (event) => typed(this, event) && event.preventDefault()
    field.addEventListener("keydown", this.keyed)
    this.field = field
  }

  could(name) {
    return name in this.own
  }

  run(name) {
    return name in this.own && this.own[name]() !== false
  }

  seek(what) {
    return seekPlain(this.field, what)
  }

  stopSeeking() {
    this.surface.focus()
  }

  leave() {
    this.field.removeEventListener("keydown", this.keyed)
    this.surface.destroy()
  }
}
