/* A surface that has another one inside, which may be changed for a third: what was shown and said is told to the new one too. */
import { Surface } from "./surface.js"

const told = ["input", "select"]

export class StandIn extends Surface {
  #people = []
  #sentence = null

  get source() {
    return this.surface.source
  }

  get selection() {
    return this.surface.selection
  }

  select(anchor, head = anchor) {
    this.surface.select(anchor, head)
  }

  replace(source, changes) {
    this.surface.replace(source, changes)
  }

  show(people) {
    this.#people = people
    this.surface.show(people)
  }

  lock(sentence) {
    this.#sentence = sentence
    this.surface.lock(sentence)
  }

  focus() {
    this.surface.focus()
  }

  use(surface) {
    this.surface = surface
    for (const event of told) surface.addEventListener(event, this.#tell)
    surface.show(this.#people)
    if (this.#sentence) surface.lock(this.#sentence)
  }

  stopUsing() {
    for (const event of told) this.surface.removeEventListener(event, this.#tell)
  }

  #tell = ({ type }) => this.dispatchEvent(new Event(type))
}
