/* Where one's own caret stands while others change the text around it. */
import { TextSelection } from "prosemirror-state"

/* The places of a selection of words in the source, or null. */
export function offsetsOf({ doc, selection }, places) {
  if (!(selection instanceof TextSelection)) return null
  return [selection.anchor, selection.head].map((position) => places.offsetOf(doc, position))
}

/* The selection, if it is within a block that stayed as it was. */
export function keptSelection({ doc: before, selection: { anchor, head } }, doc) {
  const { index, offset } = before.content.findIndex(anchor)
  const node = before.maybeChild(index)
  if (!node || head < offset || head > offset + node.nodeSize) return null
  let start = 0
  for (const other of doc.content.content) {
    const move = start - offset
    if (other === node) return TextSelection.between(doc.resolve(anchor + move), doc.resolve(head + move))
    start += other.nodeSize
  }
  return null
}
