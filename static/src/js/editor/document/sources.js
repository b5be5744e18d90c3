/* The Markdown of a document, block by block. A block that nobody touched keeps its exact letters; what changed is
   written anew, in the way it was written before where that can be. */
import { sameEnds } from "./alignment.js"
import { divide, nodeOf, standApart } from "./markdown/reading.js"
import { Earlier, textOf } from "./rewriting.js"
import { schema } from "./schema.js"

const apart = "\n\n"
const holdsEmptyLine = /\n[ \t]*\n/u
export const isBlank = (text) => !/\S/u.test(text)

export class Sources {
  #known = new WeakMap()
  #told = { doc: null }
  #raw = new Set()
  #earlier = new Earlier()

  /* The document of a whole source. */
  read(source) {
    const { blocks } = this.begin(divide(source))
    const nodes = blocks.length ? blocks.map((block) => nodeOf(block, this.context)) : [schema.node("paragraph")]
    nodes.forEach((node, index) => this.keep(node, blocks[index] ?? { text: "", gap: "" }))
    return schema.node("doc", null, nodes)
  }

  /* `lead` and `tail`: the empty lines before the first block and after the last one. */
  begin(divided) {
    this.#raw.clear()
    this.#told = { doc: null }
    return Object.assign(this, divided, { tail: divided.blocks.at(-1)?.gap ?? "" })
  }

  keep(node, { text, gap, element }) {
    this.#known.set(node, { node, text, gap, wanted: gap, isRepeated: Boolean(element?.isRepeated) })
  }

  /* Whether there is an island that somebody wrote in and has left: it may be shown richly now. */
  hasRaw(state) {
    return this.#raw.size > 0 && state.doc.content.content.some((node) => this.isRaw(node, state.selection))
  }

  isRaw = (node, { $head }) => this.#raw.has(node) && $head.node(1) !== node

  of(node) {
    return this.#known.get(node)
  }

  isBlank = (node) => isBlank(this.of(node)?.text ?? "")

  /* { source, starts }: the whole, and where in it each block of the document begins. */
  all(doc) {
    if (this.#told.doc === doc) return this.#told
    let source = this.lead
    const starts = []
    doc.forEach((node) => {
      starts.push(source.length)
      const { text, gap } = this.of(node)
      source += text + gap
    })
    this.#told = { doc, source, starts }
    return this.#told
  }

  /* Something was written: what became of the blocks of `before` in `doc`. */
  update(before, doc) {
    const [olds, news] = [before.content.content, doc.content.content]
    const [start, end] = sameEnds(olds, news)
    const gone = olds.slice(start, olds.length - end)
    this.#earlier.add(gone.map(this.of, this))
    for (let index = start; index < news.length - end; index += 1) {
      const node = news[index]
      if (!this.of(node)) this.#write(node, this.of(gone[index - start]), [news[index - 1], news[index + 1]])
    }
    let first = start - 1
    while (first > 0 && this.isBlank(news[first])) first -= 1
    for (let index = Math.max(0, first); index < news.length - end; index += 1) this.#part(news, index)
    this.#told = { doc: null }
  }

  #write(node, old, beside) {
    if (node.type.name === "source_island") this.#raw.add(node)
    const neighbours = beside.filter((one) => one?.type === node.type).map((one) => this.of(one)?.text)
    this.keep(node, { text: this.#earlier.textOf(node) ?? textOf(node, old, neighbours, this.context), gap: old?.wanted ?? "" })
  }

  /* Blocks stand apart by the lines that stood between them, if they do stand apart so. */
  #part(nodes, index) {
    const known = this.of(nodes[index])
    const next = nodes.slice(index + 1).find((node) => !this.isBlank(node))
    const isLast = index === nodes.length - 1
    const isBeside = nodes[index + 1] === next
    if (isBlank(known.text)) known.gap = ""
    else if (!next) known.gap = isLast ? this.tail : apart
    else known.gap = (isBeside || holdsEmptyLine.test(known.wanted)) && standApart(known, this.of(next)) ? known.wanted : apart
  }
}
