/* Where people are in a text: one's own caret told to the others, theirs shown where it is now. */
const drawnAfter = 40

export class Carets {
  #people = []

  constructor(binding, tell) {
    this.binding = binding
    this.tell = tell
  }

  show(people) {
    this.#people = people
    this.draw()
  }

  /* Places keep to their words; where those are changes with every letter. */
  draw() {
    clearTimeout(this.drawing)
    this.drawing = setTimeout(() => this.#draw(), drawnAfter)
  }

  moved = () => {
    const { text, surface } = this.binding
    if (!text || this.binding.isBehind) return
    const at = surface.selection
    this.tell(at && { anchor: text.placeOf(at.anchor), head: text.placeOf(at.head) })
  }

  destroy() {
    clearTimeout(this.drawing)
    this.binding.surface.show([])
  }

  #draw() {
    const { text, surface } = this.binding
    if (text && !this.binding.isBehind) surface.show(this.#people.map((person) => placed(person, text)).filter(Boolean))
  }
}

function placed({ client, name, organisation, color, cursor }, text) {
  const [anchor, head] = [cursor?.anchor, cursor?.head].map((place) => place && text.offsetOf(place))
  if (typeof anchor !== "number" || typeof head !== "number") return null
  return { key: String(client), name, organisation, color, anchor, head }
}
