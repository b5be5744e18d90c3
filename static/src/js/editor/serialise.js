/* A document, a slice or a fragment of one as Markdown. */
import { Slice } from "prosemirror-model"
import { writeBlock } from "./markdown/writing.js"
import { writeInline } from "./markdown/writing_inline.js"
import { schema } from "./schema.js"

export function serialise(piece) {
  const fragment = piece instanceof Slice ? piece.content : piece.content ?? piece
  if (fragment.firstChild?.isInline) return writeInline(schema.node("paragraph", null, fragment), 0, {}).text
  const texts = []
  let before = null
  fragment.forEach((node) => {
    const isSame = before?.type === node.type
    const options = { bullet: isSame && before.bullet === "-" ? "*" : "-", delimiter: isSame && before.delimiter === "." ? ")" : "." }
    before = { type: node.type, ...options }
    texts.push(writeBlock(asBlock(node), options).text)
  })
  return texts.filter(Boolean).join("\n\n")
}

/* A slice may begin in the middle of a list or of a table. */
function asBlock(node) {
  const { list_item: item, table_row: row, table_cell: cell, table_header: header } = schema.nodes
  if (node.type === item) return schema.node("bullet_list", null, node)
  if (node.type === row) return schema.node("table", null, node)
  return [cell, header].includes(node.type) ? schema.node("paragraph", null, node.content) : node
}
