/* What stands in the innermost list or quote that is open: words, code and notes under way. */
import { indentOf, isBlank, withoutIndent } from "./containers.js"
import { closingMarks, ends, fence, headingLine, note, reference, rule, startsABlock, underline, withBreak } from "./patterns.js"
import { findTable, readTable } from "./tables.js"

export class Leaf {
  words = []
  notes = []
  references = []
  #block = null

  constructor(reading, takesNotes) {
    this.reading = reading
    this.takesNotes = takesNotes
  }

  /* Whether the line belongs to the code or the note under way. */
  goesOn(rest, depth) {
    const block = this.#block
    const indent = indentOf(rest)
    if (block?.tag === "note") {
      const isLazy = !isBlank(block.lines.at(-1)) && !startsABlock(withoutIndent(rest))
      if (!isBlank(rest) && indent < 2 && !isLazy) return this.end()
      block.lines.push(rest.slice(Math.min(indent, 4)))
      return true
    }
    if (block?.tag !== "code" || depth !== this.reading.open.length) return false
    if (ends(block, rest)) this.end()
    else block.lines.push(rest.slice(Math.min(indent, block.indent)))
    return true
  }

  read(rest, depth, isNew) {
    const { reading } = this
    const indented = withoutIndent(rest)
    const start = indented.replace(/ +$/u, "")
    if (!start) return
    const goesOn = this.words.length > 0 && depth === reading.open.length && !isNew
    const under = goesOn && underline.exec(start)
    const heading = headingLine.exec(start)
    const fenced = fence.exec(start)
    const noted = this.takesNotes && depth === 1 && note.exec(start)
    if (under) return this.#heading(under[1][0] === "=" ? 1 : 2, this.words.join("\n"), this.from)
    if (heading) {
      reading.beginBlock(depth)
      const ending = indented.slice(start.length)
      this.#heading(heading[1].length, heading[2].replace(closingMarks, "") + ending, reading.number)
    } else if (fenced) {
      reading.beginBlock(depth)
      const mark = fenced[1] ?? fenced[2]
      this.#block = { tag: "code", mark, info: start.slice(mark.length).trim(), indent: indentOf(rest), lines: [], from: reading.number }
    } else if (rule.test(start)) {
      reading.beginBlock(depth)
      reading.add("rule")
    } else if (noted) {
      reading.beginBlock(depth)
      this.#block = { tag: "note", label: noted[1], lines: [noted[2].trim()], from: reading.number }
    } else {
      if (!this.words.length || isNew) reading.beginBlock(depth)
      if (!this.words.length) this.from = reading.number
      this.words.push(indented)
    }
  }

  #heading(level, text, start) {
    this.words = []
    if (!isBlank(text) || this.reading.open.length === 1) this.reading.add("heading", { level, text: withoutIndent(text), start })
  }

  end() {
    const { reading, words } = this
    const block = this.#block
    this.#block = null
    this.words = []
    if (block?.tag === "code") reading.add("code", { info: block.info, text: block.lines.join("\n"), start: block.from })
    else if (block) this.#note(block)
    else if (words.length) this.#paragraph(words, this.from)
    return false
  }

  #note({ label, lines, from }) {
    this.reading.add("note", { label, lines, isRepeated: this.notes.includes(label), start: from })
    this.notes.push(label)
  }

  /* Addresses named for links are put aside; a table may follow right after a line of text. */
  #paragraph(words, start) {
    const { reading } = this
    const count = words.findIndex((line) => !reference.test(line))
    const named = words.slice(0, count < 0 ? words.length : count)
    for (const line of named) this.references.push(reference.exec(line)[1].split(/\s+/u).join(" ").trim().toLowerCase())
    if (named.length) reading.add("references", { start })
    const rest = words.slice(named.length)
    const from = start + named.length
    const line = findTable(rest)
    const before = line ? rest.slice(0, line - 1) : rest
    if (before.length) reading.add("paragraph", { text: before.map(withBreak).join("\n"), start: from })
    if (line) reading.open.at(-1).element.children.push(readTable(rest.slice(line - 1), from + line - 1))
  }
}
