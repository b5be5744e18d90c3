/* A document, a slice or a fragment of one as Markdown. */
import { Fragment } from "prosemirror-model"
import { writeBlock } from "./markdown/writing.js"
import { writeInline } from "./markdown/writing_inline.js"
import { schema } from "./schema.js"

export function serialise(piece) {
  const fragment = piece instanceof Fragment ? piece : piece.content
  if (fragment.firstChild?.isInline) return writeInline(schema.node("paragraph", null, fragment), 0, {}).text
  const texts = []
  let before = null
  for (const node of gathered(fragment.content)) {
    const isSame = before?.type === node.type
    const options = { bullet: isSame && before.bullet === "-" ? "*" : "-", delimiter: isSame && before.delimiter === "." ? ")" : "." }
    before = { type: node.type, ...options }
    texts.push(writeBlock(node, options).text)
  }
  return texts.filter(Boolean).join("\n\n")
}

/* A slice may begin in the middle of a list or of a table: the items or rows that stand together are one again. */
function gathered(nodes) {
  const { list_item: item, table_row: row, table_cell: cell, table_header: header, bullet_list: list, table } = schema.nodes
  const around = new Map([[item, list], [row, table]])
  return nodes.reduce((blocks, node) => {
    const whole = around.get(node.type)
    const before = blocks.at(-1)
    if ([cell, header].includes(node.type)) blocks.push(schema.node("paragraph", null, node.content))
    else if (whole && before?.type === whole && nodes[nodes.indexOf(node) - 1].type === node.type) blocks[blocks.length - 1] = before.copy(before.content.addToEnd(node))
    else blocks.push(whole ? whole.create(null, node) : node)
    return blocks
  }, [])
}
