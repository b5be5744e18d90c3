/* Blocks as one row of words, for places that hold no more: the cell of a table. */
export function flat(nodes, schema) {
  const parts = nodes.flatMap((node) => rowsIn(node, schema)).filter((part) => part.content.length)
  return parts.flatMap(({ content, isItem }, at) => {
    const isLast = at === parts.length - 1
    const end = isLast ? [] : [schema.text(isItem && parts[at + 1].isItem ? "; " : " ")]
    return [...content, ...end]
  })
}

function rowsIn(node, schema, isItem = false) {
  if (node.type.spec.code) return [{ content: node.textContent ? [schema.text(node.textContent.replace(/\s+/gu, " "))] : [], isItem }]
  if (node.isTextblock) return [{ content: node.content.content.map((one) => spaceFor(one, schema)), isItem }]
  return node.content.content.flatMap((child) => rowsIn(child, schema, isItem || node.type.name === "list_item"))
}

const spaceFor = (node, schema) => (node.type.name === "hard_break" ? schema.text(" ") : node)
