/* Lines to blocks, by the rules of the server (roadmaps/foundation/prose/blocks.py): line by line, with a stack of the
   lists and quotes that are open. Here each element also keeps the line that it begins in. */
import { Container, isBlank, Item, markerOf, mayBegin, Quote, afterAngle, withoutIndent } from "./containers.js"
import { element, tighten, within } from "./elements.js"
import { Leaf } from "./leaves.js"
import { isRule } from "./patterns.js"

const deepest = 40

/* The elements of a whole text, or of one note: { children, notes: names, references: names }. */
export function readBlocks(lines, takesNotes = true) {
  const reading = new Reading(takesNotes)
  lines.forEach((line, number) => reading.readLine(line, number))
  reading.leaf.end()
  for (const { element: list, isLoose } of reading.lists) tighten(list, !isLoose)
  return { children: reading.root.children, notes: reading.leaf.notes, references: reading.leaf.references }
}

class Reading {
  root = element("root")
  open = [new Container(this.root)]
  lists = []
  afterBlank = false

  constructor(takesNotes) {
    this.leaf = new Leaf(this, takesNotes)
  }

  readLine(line, number) {
    this.number = number
    const [inside, depth] = this.#enter(line)
    if (this.leaf.goesOn(inside, depth)) return
    if (isBlank(inside)) {
      this.close(depth)
      this.afterBlank = true
      return
    }
    this.leaf.read(...this.#openContainers(inside, depth))
    this.afterBlank = false
  }

  #enter(line) {
    let depth = 1
    for (; depth < this.open.length; depth += 1) {
      const rest = this.open[depth].enter(line)
      if (rest === null) break
      line = rest
    }
    return [line, depth]
  }

  #openContainers(rest, outer) {
    let depth = outer
    while (this.open.length < deepest) {
      const start = withoutIndent(rest)
      const goesOn = this.leaf.words.length > 0 && depth === this.open.length
      const marker = markerOf(rest)
      if (start.startsWith(">")) {
        this.beginBlock(depth)
        this.open.push(new Quote(this.add("quote")))
        rest = afterAngle(start)
      } else if (marker && !isRule(start, goesOn) && mayBegin(marker, goesOn)) {
        this.open.push(this.#item(marker, depth))
        rest = marker.rest
      } else break
      depth += 1
    }
    return [rest, depth, depth > outer]
  }

  #item(marker, depth) {
    this.close(depth)
    const parent = this.open.at(-1)
    if (parent.items?.kind !== marker.kind) {
      this.beginBlock(depth)
      const list = this.add(marker.number === null ? "bullets" : "numbers", { order: marker.number })
      parent.items = { element: list, kind: marker.kind, isLoose: false }
      this.lists.push(parent.items)
    } else if (this.afterBlank) parent.items.isLoose = true
    return new Item(within(parent.items.element, "item"), parent.items, marker)
  }

  add(tag, more) {
    return within(this.open.at(-1).element, tag, { start: this.number, ...more })
  }

  /* End what came before. A block after an empty line makes the list loose whose item it stands in. */
  beginBlock(depth) {
    this.close(depth)
    const parent = this.open.at(-1)
    if (this.afterBlank && parent instanceof Item && parent.element.children.length) parent.of.isLoose = true
    parent.items = null
  }

  close(depth) {
    this.leaf.end()
    this.open.length = Math.min(this.open.length, depth)
  }
}
