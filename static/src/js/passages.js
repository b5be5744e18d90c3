/* What of a text is selected, told as a quote with the words around it, so that the server can find it again. */
const around = 32

export function passageIn(prose, selection) {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!prose.contains(range.startContainer) || !prose.contains(range.endContainer)) return null
  const quote = range.toString()
  if (!quote.trim()) return null
  const before = textBetween(prose, range, "before")
  const after = textBetween(prose, range, "after")
  return { quote, prefix: before.slice(-around), suffix: after.slice(0, around) }
}

function textBetween(prose, range, side) {
  const rest = document.createRange()
  rest.selectNodeContents(prose)
  if (side === "before") rest.setEnd(range.startContainer, range.startOffset)
  else rest.setStart(range.endContainer, range.endOffset)
  return rest.toString()
}
