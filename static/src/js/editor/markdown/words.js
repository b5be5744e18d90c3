/* One way of writing the runs of a paragraph. */
import { addressAt } from "./addresses.js"
import { placesToEscape } from "./escaping.js"
import { target, things, titled } from "./things.js"

export class Words {
  text = ""
  segments = []
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
      if (isBare) this.#letters(run.text, run.position)
      else if (run.node) this.#node(run)
      else if (run.marks.some((mark) => mark.type.name === "code")) this.#code(run)
      else this.#escaped(run, index === runs.length - 1)
    })
    this.#marks([])
    return { text: this.text, segments: this.segments }
  }

  /* End the marks that do not go on, begin those that do not stand yet. */
  #marks(marks) {
    const ended = this.#open.findIndex((mark, index) => !marks[index]?.eq(mark))
    for (const mark of ended < 0 ? [] : this.#open.splice(ended).reverse()) this.text += this.#ending(mark)
    for (const mark of marks.slice(this.#open.length)) {
      this.text += mark.type.name === "link" ? "[" : this.#sign(mark)
      this.#open.push(mark)
    }
    this.text = this.text.replace(/(?<!\\)!\[$/u, "\\![")
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
    try {
      const found = addressAt(this.text + text + (next?.text ?? ""), this.text.length)
      return found?.shown === text && found.href === link.attrs.href
    } catch {
      return false
    }
  }

  #letters(text, position) {
    this.segments.push([this.position + position, this.text.length, text.length])
    this.text += text
  }

  #escaped({ text, position }, isEnd) {
    const isLink = this.#open.some((mark) => mark.type.name === "link")
    const isLineStart = this.text === "" || this.text.endsWith("\\\n")
    const places = placesToEscape(text, { ...this.options, isLineStart, isLink, isEnd, whole: this.whole })
    let from = 0
    for (const at of [...places].sort((one, other) => one - other)) {
      if (at > from) this.#letters(text.slice(from, at), position + from)
      this.text += text[at] === "&" ? "&amp;" : "\\"
      from = text[at] === "&" ? at + 1 : at
    }
    this.#letters(text.slice(from), position + from)
  }

  #code({ text, position }) {
    const runs = [...text.matchAll(/`+/gu)].map((run) => run[0].length)
    let length = 1
    while (runs.includes(length)) length += 1
    const ticks = "`".repeat(length)
    const space = /^`|`$/u.test(text) ? " " : ""
    this.text += ticks + space
    this.#letters(text, position)
    this.text += space + ticks
  }

  #node({ node, position }) {
    this.segments.push([this.position + position, this.text.length, 0])
    this.text += things[node.type.name](node.attrs, this.options)
    this.segments.push([this.position + position + 1, this.text.length, 0])
  }
}
