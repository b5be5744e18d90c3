/* The others who are here, each once with name, organisation and colour. Comings and goings are said a while later, several
   in one breath, so that a door that swings does not talk all the time. */
const breath = 4000

export class Company {
  #said = null

  constructor(list, template, say) {
    Object.assign(this, { list, template, say })
  }

  changed(fields) {
    const others = new Map(fields.flatMap((field) => field.others).map((one) => [nameOf(one), one]))
    if ([...others.keys()].join("\n") === this.shown) return
    this.shown = [...others.keys()].join("\n")
    this.list.replaceChildren(...[...others.values()].map((one) => this.#item(one)))
    this.list.hidden = others.size === 0
    this.others = [...others.keys()]
    this.timer ??= setTimeout(() => this.#tell(), breath)
  }

  destroy() {
    clearTimeout(this.timer)
    this.list.replaceChildren()
  }

  #tell() {
    this.timer = undefined
    const before = this.#said ?? []
    const came = this.others.filter((name) => !before.includes(name))
    const left = before.filter((name) => !this.others.includes(name))
    this.#said = this.others
    if (came.length) this.say("came", { names: came.join("; ") })
    if (left.length) setTimeout(() => this.say("left", { names: left.join("; ") }), came.length ? breath : 0)
  }

  #item({ name, organisation, color }) {
    const item = this.template.content.firstElementChild.cloneNode(true)
    item.dataset.writer = color
    item.querySelector("[data-part=name]").textContent = name
    item.querySelector("[data-part=organisation]").textContent = organisation ?? ""
    return item
  }
}

function nameOf({ name, organisation }) {
  return organisation ? `${name}, ${organisation}` : name
}
