/* Elements to nodes of the document. */
import { schema } from "../schema.js"
import { readBlocks } from "./blocks.js"
import { doubt } from "./doubt.js"
import { readInline } from "./inline.js"

const task = /^\[([ xX])\](?: |$)/u

const makers = {
  paragraph: ({ text }, context) => schema.node("paragraph", null, words(text, context)),
  heading: ({ level, text }, context) => schema.node("heading", { level }, line(text, context)),
  quote: (element, context) => schema.node("blockquote", null, blocks(element.children, context)),
  bullets: (element, context) => schema.node("bullet_list", { tight: element.tight }, items(element, context)),
  numbers: (element, context) => schema.node("ordered_list", { order: element.order, tight: element.tight }, items(element, context)),
  code: ({ text, info }) => schema.node("code_block", { params: info }, text ? schema.text(text) : null),
  rule: () => schema.node("horizontal_rule"),
  table: ({ children }, context) => schema.node("table", null, children.map((row) => tableRow(row, context))),
  note: noteOf,
  references: doubt
}

/* The node of an element, or an error of doubt. */
export function build(element, context) {
  return makers[element.tag](element, context)
}

function blocks(children, context) {
  return children.length ? children.map((child) => build(child, context)) : [schema.node("paragraph")]
}

function noteOf({ label, lines, isRepeated }, context) {
  if (isRepeated) doubt()
  const inner = readBlocks(lines.join("\n").replace(/^\n+|\n+$/gu, "").split("\n"), false)
  if (inner.references.length) doubt()
  return schema.node("footnote_definition", { label }, blocks(inner.children, context))
}

function items(list, context) {
  return list.children.map((item) => listItem(item, list.tight, context))
}

function listItem({ children }, tight, context) {
  const [first, ...others] = children
  const found = first?.tag === "paragraph" && task.exec(first.text)
  if (!found) return schema.node("list_item", null, blocks(children, context))
  const rest = { ...first, text: first.text.slice(found[0].length) }
  return schema.node("list_item", { checked: found[1] !== " " }, blocks([rest, ...others], context))
}

function tableRow({ children }, context) {
  const cells = children.map(({ tag, align, text }) =>
    schema.node(tag === "header" ? "table_header" : "table_cell", { align }, line(text, context))
  )
  return schema.node("table_row", null, cells)
}

/* What stands in one line has no breaks. */
function line(text, context) {
  const nodes = words(text, context)
  return nodes.some((node) => node.type.name === "hard_break") ? doubt() : nodes
}

function words(text, context) {
  return readInline(text, context).map(({ text: shown, node, attrs, marks }) => {
    const worn = marks.reduce((set, { type, attrs: of }) => schema.mark(type, of).addToSet(set), [])
    return node ? schema.node(node, attrs, null, worn) : schema.text(shown, worn)
  })
}
