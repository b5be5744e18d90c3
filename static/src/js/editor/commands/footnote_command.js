/* A new footnote: its mark where the caret is, its text at the end, where one goes on writing. */
import { TextSelection } from "prosemirror-state"
import { schema } from "../document/schema.js"

const { footnote_definition: definition, footnote_reference: reference, paragraph } = schema.nodes

export function footnote(state, dispatch) {
  const { $from, $to } = state.selection
  const isInside = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth)).some((node) => node.type === definition)
  if (isInside || !$from.parent.canReplaceWith($from.index(), $from.index(), reference)) return false
  if (!dispatch) return true
  const label = freeLabel(state.doc)
  const tr = state.tr.insert($to.pos, reference.create({ label }))
  const end = tr.doc.content.size
  tr.insert(end, definition.create({ label }, paragraph.create()))
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end + 2))).scrollIntoView())
  return true
}

function freeLabel(doc) {
  const taken = new Set()
  doc.descendants((node) => {
    if (node.attrs.label) taken.add(node.attrs.label)
    for (const [, label] of (node.isText ? node.text : "").matchAll(/\[\^([^\]\s]+)\]/gu)) taken.add(label)
  })
  let number = 1
  while (taken.has(String(number))) number += 1
  return String(number)
}
