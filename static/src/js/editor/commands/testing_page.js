/* For tests: a page of blocks with a caret, and commands that are run on it. */
import { EditorState, TextSelection } from "prosemirror-state"
import { tableEditing } from "prosemirror-tables"
import { commands, statesIn } from "./commands.js"
import { schema } from "../document/schema.js"

const { nodes } = schema
export const words = (text) => (text ? schema.text(text) : null)
export const paragraph = (text) => nodes.paragraph.create(null, words(text))

/* A page with the caret at the end of its first words, or where `at` says. */
export function page(...blocks) {
  const doc = nodes.doc.create(null, blocks)
  let state = EditorState.create({ doc, plugins: [tableEditing()] })
  const view = {
    get state() { return state },
    dispatch: (tr) => { state = state.apply(tr) }
  }
  const place = (at) => view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)))
  const run = (command) => (typeof command === "string" ? commands[command] : command)(state, view.dispatch, view)
  place(TextSelection.atStart(doc).$from.end())
  return { run, place, view, get text() { return state.doc.toString() }, get states() { return statesIn(state) } }
}
