/* What of a clipboard, or of something dragged here, goes into the text. */
import { Fragment, Slice } from "prosemirror-model"
import { flat } from "./flat.js"
import { fromHtml } from "./html.js"
import { fromText, looksLikeMarkdown } from "./text.js"

const largest = 3_000_000
const ofCodeEditors = /^(?:\s|<meta[^>]*>|<\/?html>|<body>|<!--\w+-->)*<(?:div|pre)[^>]*(?:white-space:\s*pre\s*[;"']|font-family:[^>]*mono)/iu

/* { nodes, notes, pictures, isPlain } of the best that is offered, or null when there are no words. What `isPlain` says no more
   than its letters. */
export function contentOf(transfer, { schema, parse, isPlain, taken, origin }) {
  const text = transfer.getData("text/plain")
  const html = isPlain ? "" : transfer.getData("text/html")
  const read = html && html.length < largest ? readHtml(html, { schema, taken, origin }) : null
  const isSource = text && (ofCodeEditors.test(html) || (read && isBare(read) && (looksLikeMarkdown(text) || text.includes("\t"))))
  if (read?.nodes.length && !isSource) return { ...read, isPlain: isBare(read) }
  if (!text.trim()) return null
  const nodes = fromText(text, { schema, parse, isPlain })
  return { nodes, notes: [], pictures: 0, isPlain: nodes[0]?.type.name !== "table" || looksLikeMarkdown(text) }
}

/* Nobody writes so many levels as a reader could be made to fall over. */
function readHtml(html, given) {
  try {
    return fromHtml(html, given)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/* HTML that says no more than its text does. */
function isBare({ nodes, notes }) {
  const [first] = nodes
  if (nodes.length === 1 && first.type.spec.code) return true
  return !notes.length && nodes.every((node) => node.type.name === "paragraph" && node.content.content.every(isUnmarked))
}

const isUnmarked = (node) => (node.isText ? !node.marks.length : node.type.name === "hard_break")

/* The slice for a place: a cell takes one row of words, unless it is a table that comes. */
export function sliceFor($place, nodes, schema) {
  const isCell = Boolean($place.parent.type.spec.tableRole) && $place.parent.inlineContent
  const isTable = nodes.length === 1 && nodes[0].type.name === "table"
  if (isCell && !isTable) return new Slice(Fragment.from(flat(nodes, schema)), 0, 0)
  return Slice.maxOpen(Fragment.from(nodes), false)
}
