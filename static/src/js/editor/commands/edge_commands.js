/* Above the first block and below the last one there is always room to write, though it be a table or code. */
import { TextSelection } from "prosemirror-state"
import { schema } from "../document/schema.js"

const { blockquote, bullet_list: bullets, heading, ordered_list: numbers, paragraph } = schema.nodes
const easy = [blockquote, bullets, heading, numbers, paragraph]

const beyond = (direction) => (state, dispatch, view) => {
  const { $from, empty } = state.selection
  const isUp = direction === "up"
  const block = $from.depth && $from.node(1)
  if (!empty || !block || easy.includes(block.type) || block !== (isUp ? state.doc.firstChild : state.doc.lastChild)) return false
  if (!isAtEdge($from, isUp) || !view.endOfTextblock(direction)) return false
  const at = isUp ? 0 : state.doc.content.size
  const tr = state.tr.insert(at, paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}

export const above = beyond("up")
export const under = beyond("down")

/* In the first or last row of a table, or paragraph of a note. */
function isAtEdge($pos, isUp) {
  return $pos.depth < 2 || $pos.index(1) === (isUp ? 0 : $pos.node(1).childCount - 1)
}
