/* What others wrote comes into the document: only the blocks that they changed are read again. */
import { inChildren, apply } from "./differences.js"
import { aligned } from "./alignment.js"
import { divide, nodeOf } from "./markdown/reading.js"
import { isBlank } from "./sources.js"
import { schema } from "./schema.js"

/* Changes `tr` so that its document is the one of `source`; empty paragraphs where somebody is about to write stay.
   Gives what is to be called with the document that comes of it. */
export function takeIn(tr, sources, source, selection) {
  const before = sources.context
  const units = unitsOf(tr.doc, sources, selection)
  const { blocks, context } = sources.begin(divide(source))
  const isSame = (text) => text !== null && (!text.includes("[") || sameNames(before, context))
  const olds = units.map(({ text, isRepeated }) => (isSame(text) ? text + isRepeated : null))
  const news = blocks.map(({ text, element }) => text + Boolean(element.isRepeated))
  const pairs = new Map(aligned(olds, news).map(([old, fresh]) => [fresh, old]))
  const kept = new Set(pairs.values())
  const target = []
  let next = 0
  blocks.forEach((block, index) => {
    if (pairs.has(index)) next = pairs.get(index)
    const unit = pairs.has(index) || (units[next] && !kept.has(next)) ? units[next] : null
    const node = pairs.has(index) ? unit.node : nodeOf(block, context)
    target.push({ node, block }, ...(unit?.blanks ?? []).map((blank) => ({ node: blank, block: null })))
    if (unit) next += 1
  })
  if (!target.length) target.push({ node: schema.node("paragraph"), block: null })
  const changes = []
  between(tr.doc.content.content, target.map(({ node }) => node), changes)
  apply(tr, changes)
  return (doc) => remember(doc, target, sources)
}

/* What must change between the blocks that stay. */
function between(olds, news, changes) {
  let [old, fresh, position] = [0, 0, 0]
  for (const [one, other] of [...aligned(olds, news), [olds.length, news.length]]) {
    const gone = olds.slice(old, one)
    inChildren(gone, news.slice(fresh, other), position, changes)
    position += gone.reduce((sum, node) => sum + node.nodeSize, olds[one]?.nodeSize ?? 0)
    ;[old, fresh] = [one + 1, other + 1]
  }
}

/* Each block with the empty paragraphs after it; those before the first block have none to belong to. */
function unitsOf(doc, sources, selection) {
  const units = []
  doc.forEach((node) => {
    const { text, isRepeated } = sources.of(node)
    if (!isBlank(text)) units.push({ node, text: sources.isRaw(node, selection) ? null : text, isRepeated, blanks: [] })
    else units.at(-1)?.blanks.push(node)
  })
  return units
}

const sameNames = (one, other) => ["notes", "references"].every((kind) => one[kind].size === other[kind].size && [...one[kind]].every((name) => other[kind].has(name)))

/* Blocks that have empty ones after them are followed by an empty line, as where they were written. */
function remember(doc, target, sources) {
  doc.forEach((node, _, index) => sources.keep(node, target[index].block ?? { text: "", gap: "" }))
}
