/* Lists: turned on, turned into another kind, turned off; and the ticks of tasks. */
import { setBlockType } from "prosemirror-commands"
import { AllSelection, Selection, TextSelection } from "prosemirror-state"
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list"
import { schema } from "../document/schema.js"

const { bullet_list: bullets, heading, list_item: item, ordered_list: numbers, paragraph } = schema.nodes

export const toggleList = (kind) => (state, dispatch) => {
  const $from = firstOf(state)
  const depth = depthOf($from, (node) => node.type === bullets || node.type === numbers)
  if (!depth) return begin(kind, state, dispatch)
  if (kindOfList($from) === kind) return liftListItem(item)(inWords(state), dispatch)
  if (dispatch) dispatch(become(kind, state.tr, $from.before(depth)).scrollIntoView())
  return true
}

/* Where what is chosen begins: with everything chosen, in the first words. */
export function firstOf({ doc, selection: { $from } }) {
  return $from.depth ? $from : Selection.atStart(doc).$from
}

/* With everything chosen: from the first words to the last, which can be taken out of what stands around them. */
export function inWords(state) {
  const { doc, selection, tr } = state
  if (!(selection instanceof AllSelection)) return state
  return state.apply(tr.setSelection(TextSelection.between(Selection.atStart(doc).$from, Selection.atEnd(doc).$to)))
}

/* "bullets", "numbers", "tasks" or null. */
export function kindOfList($pos) {
  const depth = depthOf($pos, (node) => node.type === item)
  if (!depth) return null
  if ($pos.node(depth).attrs.checked !== null) return "tasks"
  return $pos.node(depth - 1).type === numbers ? "numbers" : "bullets"
}

/* A new item of a task list is a task that is not done. */
export function split(state, dispatch) {
  const depth = depthOf(state.selection.$from, (node) => node.type === item)
  if (!depth) return false
  const { checked } = state.selection.$from.node(depth).attrs
  return splitListItem(item, { checked: checked === null ? null : false })(state, dispatch)
}

export function tick(state, dispatch) {
  const { $from } = state.selection
  const depth = depthOf($from, (node) => node.type === item)
  const { checked } = depth ? $from.node(depth).attrs : { checked: null }
  if (checked === null) return false
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), null, { checked: !checked }))
  return true
}

export function become(kind, tr, at) {
  const list = tr.doc.nodeAt(at)
  const type = kind === "numbers" ? numbers : bullets
  tr.setNodeMarkup(at, type, { tight: list.attrs.tight })
  list.forEach((child, offset) => {
    const checked = kind === "tasks" ? Boolean(child.attrs.checked) : null
    tr.setNodeMarkup(at + 1 + offset, null, { ...child.attrs, checked })
  })
  return tr
}

/* Words of a heading become ordinary ones on their way into a list. */
function begin(kind, state, dispatch) {
  const type = kind === "numbers" ? numbers : bullets
  if (firstOf(state).parent.type === heading && dispatch) {
    setBlockType(paragraph)(state, (tr) => { dispatch(tr); state = state.apply(tr) })
  }
  return wrapInList(type)(state, dispatch && ((tr) => {
    const $now = firstOf(tr)
    const depth = depthOf($now, (node) => node.type === type)
    dispatch((kind === "tasks" && depth ? become(kind, tr, $now.before(depth)) : tr).scrollIntoView())
  }))
}

function depthOf($pos, isWanted) {
  for (let depth = $pos.depth; depth > 0; depth -= 1) if (isWanted($pos.node(depth))) return depth
  return 0
}
