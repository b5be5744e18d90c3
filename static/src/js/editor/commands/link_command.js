/* A link on the words that are chosen, around the caret, or with new words where the caret is. */
import { TextSelection } from "prosemirror-state"
import { schema } from "../document/schema.js"

const { link } = schema.marks

/* What is there already: the whole link that the caret stands in, or else the chosen words. */
export function linkAt(state) {
  const { from, to, $from, empty } = state.selection
  const mark = link.isInSet($from.marks()) || ($from.nodeAfter && link.isInSet($from.nodeAfter.marks))
  if (mark && (empty || !state.doc.rangeHasMark(from, to, link) || within(state, mark, from, to))) {
    const range = reachOf($from, mark)
    return { ...range, href: mark.attrs.href, words: state.doc.textBetween(range.from, range.to), isLink: true }
  }
  return { from, to, href: "", words: state.doc.textBetween(from, to, " "), isLink: false }
}

export function mayLink(state) {
  const { $from, $to } = state.selection
  return $from.sameParent($to) && $from.parent.inlineContent && $from.parent.type.allowsMarkType(link)
}

export function putLink({ from, to, words: before }, { href, words }) {
  return (state, dispatch) => {
    const { tr } = state
    if (words !== before) tr.insertText(words, from, to)
    const end = tr.mapping.map(to)
    const reach = words === before ? end : from + words.length
    tr.removeMark(from, reach, link).addMark(from, reach, link.create({ href }))
    dispatch(tr.setSelection(TextSelection.create(tr.doc, reach)).removeStoredMark(link).scrollIntoView())
  }
}

export function dropLink({ from, to }) {
  return (state, dispatch) => dispatch(state.tr.removeMark(from, to, link))
}

function within(state, mark, from, to) {
  let isAll = true
  state.doc.nodesBetween(from, to, (node) => { if (node.isInline && !mark.isInSet(node.marks)) isAll = false })
  return isAll
}

function reachOf($pos, mark) {
  const { parent } = $pos
  const bears = (index) => index >= 0 && index < parent.childCount && mark.isInSet(parent.child(index).marks)
  let first = bears($pos.index()) ? $pos.index() : $pos.index() - 1
  let last = first
  while (bears(first - 1)) first -= 1
  while (bears(last + 1)) last += 1
  const before = (index) => parent.children.slice(0, index).reduce((sum, child) => sum + child.nodeSize, 0)
  return { from: $pos.start() + before(first), to: $pos.start() + before(last + 1) }
}
