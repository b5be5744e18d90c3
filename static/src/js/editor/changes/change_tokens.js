/* A document as words in a row, so that two of them can be compared: words with their marks, and where which block begins. */
const word = /[\p{L}\p{N}]+|\s+|./gsu

/* [{ key, text, from, to, isBlock }]; what has the same key is the same. */
export function tokensOf(doc) {
  const tokens = []
  doc.descendants((node, pos) => {
    const $pos = node.isTextblock || (node.isBlock && node.isLeaf) ? doc.resolve(pos) : null
    if ($pos) tokens.push({ key: shapeOf(node, $pos), text: "\n", from: pos, to: pos + node.nodeSize, isBlock: true })
    else if (node.isText) tokens.push(...wordsOf(node, pos))
    else if (node.isInline) tokens.push({ key: JSON.stringify([node.type.name, node.attrs, signs(node)]), text: spoken(node), from: pos, to: pos + 1 })
  })
  return tokens
}

function wordsOf(node, pos) {
  const marks = signs(node)
  return [...node.text.matchAll(word)].map(({ 0: text, index }) => ({ key: text + marks, text, from: pos + index, to: pos + index + text.length }))
}

const signs = ({ marks }) => (marks.length ? `\u0000${JSON.stringify(marks)}` : "")

const spoken = (node) => node.attrs.alt ?? node.type.spec.leafText?.(node) ?? ""

/* What sort of block it is, and in what it lies. Which number a list begins with, or how it is spaced, is no change. */
function shapeOf(node, $pos) {
  const around = Array.from({ length: $pos.depth }, (_, at) => kindOf($pos.node(at + 1)))
  return `\u0001${[...around, kindOf(node)].join(" ")}`
}

const kindOf = ({ type, attrs }) => [type.name, attrs.level, attrs.checked, attrs.label].filter((one) => one !== undefined).join(":")
