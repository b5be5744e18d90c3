/* A whole source to blocks, each with its exact piece of it: { text, gap, node }, where `gap` is the empty lines that
   follow. What is written otherwise than the editor would write it is rich only if its own writing reads the same. */
import { schema } from "../schema.js"
import { readBlocks } from "./blocks.js"
import { build } from "./build.js"
import { Doubt } from "./doubt.js"
import { linesOf } from "./patterns.js"
import { writeBlock } from "./writing.js"

/* Where blocks begin and end, without what stands in them: { lead, blocks: [{ text, gap, element }], context }. */
export function divide(source) {
  const { children, notes, references } = readBlocks(linesOf(source))
  const lines = source.split("\n")
  const blocks = children.map((element, index) => piece(lines, element, children[index + 1]?.start ?? lines.length))
  const lead = children.length ? joined(lines.slice(0, children[0].start), true) : source
  return { lead, blocks, context: { notes: new Set(notes), references: new Set(references) } }
}

function piece(lines, element, until) {
  let end = until
  while (end > element.start + 1 && !/[^ \t]/u.test(lines[end - 1])) end -= 1
  const text = lines.slice(element.start, end).join("\n")
  const isLast = until === lines.length
  const after = lines.slice(end, until)
  return { element, text, gap: end === until && isLast ? "" : `\n${joined(after, !isLast)}` }
}

const joined = (lines, isEnded) => lines.map((line, index) => (index < lines.length - 1 || isEnded ? `${line}\n` : line)).join("")

export function nodeOf({ text, element }, context) {
  const node = attempt(element, context)
  const isSure = node && (writeBlock(node, { isHasty: true }).text === text || readsAs(node, context, writeBlock(node).text))
  return isSure ? node : island(text)
}

function attempt(element, context) {
  try {
    return build(element, context)
  } catch (error) {
    if (error instanceof Doubt || error instanceof RangeError) return null
    throw error
  }
}

/* Whether what the editor would write for a node is read as that node. */
export function readsAs(node, context, text) {
  const { blocks, context: own } = divide(text)
  if (blocks.length !== 1 || own.references.size) return false
  return Boolean(attempt(blocks[0].element, context)?.eq(node))
}

export const island = (text) => schema.node("source_island", null, text ? schema.text(text) : null)

/* Whether a block and the next one are read as two, with the lines between them that there are. */
export function standApart({ text, wanted }, next) {
  const { blocks } = divide(text + wanted + next.text)
  return wanted !== "" && blocks.length === 2 && blocks[0].text === text && blocks[0].gap === wanted
}
