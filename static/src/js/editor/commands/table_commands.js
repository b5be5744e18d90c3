/* Tables as Markdown has them: one row of headings, then rows of words, and a column stands to one side all the way. */
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, selectedRect
} from "prosemirror-tables"
import { Selection, TextSelection } from "prosemirror-state"
import { schema } from "../document/schema.js"

const { paragraph, table, table_cell: cell, table_header: header, table_row: row } = schema.nodes
const columns = 3

const where = (isSo, command) => (state, dispatch) => isInTable(state) && isSo(selectedRect(state)) && command(state, dispatch)

export const tableCommands = {
  table: insert,
  "row-before": where(({ top }) => top > 0, tidied(addRowBefore)),
  "row-after": where(() => true, tidied(addRowAfter)),
  "column-before": where(() => true, tidied(addColumnBefore)),
  "column-after": where(() => true, tidied(addColumnAfter)),
  "remove-row": (state, dispatch) => tidied(deleteRow)(state, dispatch) || deleteTable(state, dispatch),
  "remove-column": (state, dispatch) => deleteColumn(state, dispatch) || deleteTable(state, dispatch),
  "remove-table": deleteTable
}

/* In the last cell there is a new row to go on in. */
export function nextCell(state, dispatch, view) {
  if (!isInTable(state)) return false
  if (goToNextCell(1)(state, dispatch)) return true
  tableCommands["row-after"](state, dispatch)
  return goToNextCell(1)(view.state, dispatch)
}

export const cellBefore = goToNextCell(-1)

/* Enter goes down the column, to a new row from the last one. */
export function below(state, dispatch, view) {
  if (!isInTable(state)) return false
  const { map, top, left } = selectedRect(state)
  if (top === map.height - 1) tableCommands["row-after"](state, dispatch)
  const now = selectedRect(view.state)
  const at = now.tableStart + now.map.map[(top + 1) * now.map.width + left]
  dispatch?.(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at + 1))).scrollIntoView())
  return true
}

function insert(state, dispatch) {
  const { $from } = state.selection
  if (isInTable(state) || !$from.depth) return false
  if (!dispatch) return true
  const cells = (type) => row.create(null, Array.from({ length: columns }, () => type.create()))
  const isEmpty = $from.depth === 1 && $from.parent.type === paragraph && !$from.parent.content.size
  const at = isEmpty ? $from.before(1) : $from.after(1)
  const tr = state.tr.replaceWith(at, isEmpty ? $from.after(1) : at, table.create(null, [cells(header), cells(cell), cells(cell)]))
  dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 3)).scrollIntoView())
  return true
}

/* After a command on a table: the first row is of headings, the others are not, and each cell stands as its heading does. */
function tidied(command) {
  return (state, dispatch) => command(state, dispatch && ((tr) => dispatch(tidy(tr))))
}

function tidy(tr) {
  const { $from } = tr.selection
  const depth = Array.from({ length: $from.depth }, (_, index) => $from.depth - index).find((at) => $from.node(at).type === table)
  if (!depth) return tr
  const start = $from.start(depth)
  const sides = $from.node(depth).firstChild.children.map((one) => one.attrs.align)
  $from.node(depth).forEach((line, offset, number) => line.forEach((one, within, column) => {
    const type = number ? cell : header
    if (one.type === type && one.attrs.align === sides[column]) return
    tr.setNodeMarkup(start + offset + 1 + within, type, { ...one.attrs, align: sides[column] ?? null })
  }))
  return tr
}
