/* What a pasted page says, as blocks of ours: its paragraphs, headings, lists, tables and words; nothing of its looks. */
import { isLeftOut, outline, quotes } from "./kinds.js"
import { Line } from "./line.js"
import { isMarker, nested, placeInWordList } from "./lists.js"
import { marksOf, without } from "./marks.js"
import { ways } from "./ways.js"

const boxes = new Set(
  "address article aside body caption center dd details div dl fieldset figcaption figure footer form header legend main nav p section summary table tbody td tfoot th thead tr".split(" ")
)

/* Gathers blocks in their order; words that stand loose become paragraphs, and items in a row lists. */
export class Blocks {
  constructor(paste) {
    this.paste = paste
    this.line = new Line(paste.schema)
    this.nodes = []
    this.items = []
  }

  /* Ends the line at hand. */
  end() {
    const made = this.line.take().map((content) => this.paste.schema.node("paragraph", null, content))
    if (made.length) this.put(...made)
  }

  endList() {
    if (this.items.length) this.nodes.push(...nested(this.items.splice(0), this.paste.schema))
  }

  put(...nodes) {
    this.endList()
    this.nodes.push(...nodes)
  }

  heading(element, level, marks) {
    const lines = this.paste.blocksIn(element, marks).filter((node) => node.isTextblock)
    const words = lines.flatMap((node, at) => [...(at ? [this.paste.schema.text(" ")] : []), ...node.content.content])
    const plain = words.map((node) => (node.type.name === "hard_break" ? this.paste.schema.text(" ") : node))
    this.end()
    if (plain.length) this.put(this.paste.schema.node("heading", { level }, without("strong", plain)))
  }

  quote(element, marks) {
    const nodes = this.paste.blocksIn(element, marks)
    this.end()
    if (nodes.length) this.put(this.paste.schema.node("blockquote", null, nodes))
  }

  item(place, element, marks) {
    const nodes = this.paste.blocksIn(element, marks)
    if (nodes.length) this.items.push({ ...place, nodes })
  }

  takeAll(parent, marks) {
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) this.line.words(child.data, marks)
      else if (child.nodeType === 1) this.take(child, marksOf(child, marks, this.paste))
    }
  }

  take(element, marks) {
    const { styleOf, notes } = this.paste
    if (isLeftOut(element, styleOf) || isMarker(element, styleOf) || notes.isApart(element)) return
    const level = outline(element, styleOf)
    if (level) this.heading(element, level, marks)
    else if (ways[element.localName]) ways[element.localName](element, this, marks, this.paste)
    else if (boxes.has(element.localName)) this.box(element, marks)
    else this.takeAll(element, marks)
  }

  box(element, marks) {
    const place = placeInWordList(element, this.paste)
    this.end()
    if (place) return this.item(place, element, marks)
    if (quotes(element)) return this.quote(element, marks)
    this.takeAll(element, marks)
    this.end()
  }
}

export function blocksIn(parent, paste, marks = []) {
  const blocks = new Blocks(paste)
  blocks.takeAll(parent, marks)
  blocks.end()
  blocks.endList()
  return blocks.nodes
}
