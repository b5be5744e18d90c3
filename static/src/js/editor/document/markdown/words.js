/* One way of writing the runs of a paragraph. */
import { addressOrNull } from "./addresses.js"
import { placesToEscape } from "./escaping.js"
import { target, things, ticksAround, titled } from "./things.js"

export class Words {
  segments = []
  #parts = [""]
  #length = 0
  #open = []

  constructor(position, options) {
    this.position = position
    this.options = options
  }

  write(runs, whole) {
    this.whole = whole
    if (!runs.length) this.segments.push([this.position, 0, 0])
    runs.forEach((run, index) => {
      const isBare = this.#isBareAddress(run, runs[index + 1])
      const marks = isBare ? run.marks.filter((mark) => mark.type.name !== "link") : run.marks
      this.#marks(marks.filter((mark) => mark.type.name !== "code"))
      if (run.node) this.#node(run)
      else if (isBare) this.#letters(run.text, run.position)
      else if (run.marks.some((mark) => mark.type.name === "code")) this.#code(run)
      else this.#escaped(run, runs[index + 1])
    })
    this.#marks([])
    return { text: this.#parts.join(""), segments: this.segments }
  }

  /* End the marks that do not go on, begin those that do not stand yet. */
  #marks(marks) {
    const ended = this.#open.findIndex((mark, index) => !marks[index]?.eq(mark))
    for (const mark of ended < 0 ? [] : this.#open.splice(ended).reverse()) this.#put(this.#ending(mark))
    for (const mark of marks.slice(this.#open.length)) {
      this.#put(mark.type.name === "link" ? "[" : this.#sign(mark))
      this.#open.push(mark)
    }
  }

  #put(text) {
    if (text) this.#parts.push(text)
    this.#length += text.length
  }

  #sign({ type: { name } }) {
    return name === "strike" ? "~~" : this.options[name]
  }

  #ending(mark) {
    if (mark.type.name !== "link") return this.#sign(mark)
    const { href, title } = mark.attrs
    return `](${target(href)}${titled(title)})`
  }

  #isBareAddress({ text, marks }, next) {
    const link = marks.find((mark) => mark.type.name === "link")
    if (!link || link.attrs.title || !text || this.#open.some((mark) => mark.type.name === "link")) return false
    if (marks.some((mark) => mark.type.name === "code") || next?.marks.some((mark) => mark.eq(link))) return false
    const before = this.#parts.at(-1).slice(-1)
    const found = addressOrNull(before + text + (next?.text ?? ""), before.length)
    return found?.shown === text && found.href === link.attrs.href
  }

  #letters(text, position) {
    this.segments.push([this.position + position, this.#length, text.length])
    this.#put(text)
  }

  #escaped({ text, position }, next) {
    const isLink = this.#open.some((mark) => mark.type.name === "link")
    const isLineStart = !this.#length || this.#parts.at(-1) === things.hard_break()
    const isBeforeBracket = Boolean(next?.node || next?.marks.some((mark) => mark.type.name === "link"))
    const places = placesToEscape(text, { ...this.options, isLineStart, isLink, isEnd: !next, isBeforeBracket, whole: this.whole })
    let from = 0
    for (const at of [...places].sort((one, other) => one - other)) {
      if (at > from) this.#letters(text.slice(from, at), position + from)
      const written = this.options.isByNumber ? `&#${text.charCodeAt(at)};` : text[at] === "&" ? "&amp;" : "\\"
      this.#put(written)
      from = written === "\\" ? at : at + 1
    }
    if (from < text.length) this.#letters(text.slice(from), position + from)
  }

  #code({ text, position }) {
    const [ticks, space] = ticksAround(text)
    this.#put(ticks + space)
    this.#letters(text, position)
    this.#put(space + ticks)
  }

  #node({ node, position }) {
    this.segments.push([this.position + position, this.#length, 0])
    this.#put(things[node.type.name](node.attrs, this.options))
    this.segments.push([this.position + position + 1, this.#length, 0])
  }
}
