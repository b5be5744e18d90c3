/* What the buttons and the keys do to a text. A command says false when it has nothing to do where the caret is; without
   `dispatch` it is only asked whether it could. */
import { setBlockType, lift, toggleMark, wrapIn } from "prosemirror-commands"
import { redo, undo } from "prosemirror-history"
import { liftListItem, sinkListItem } from "prosemirror-schema-list"
import { footnote } from "./footnote_command.js"
import { firstOf, inWords, kindOfList, tick, toggleList } from "./list_commands.js"
import { schema } from "../document/schema.js"
import { tableCommands } from "./table_commands.js"

const { nodes, marks } = schema

const heading = (level) => (state, dispatch) =>
  styleOf(state) === `heading-${level}`
    ? setBlockType(nodes.paragraph)(state, dispatch)
    : setBlockType(nodes.heading, { level })(state, dispatch)

const quote = (state, dispatch) => (isIn(state, nodes.blockquote) ? lift(inWords(state), dispatch) : wrapIn(nodes.blockquote)(state, dispatch))

export const commands = {
  paragraph: setBlockType(nodes.paragraph),
  "heading-1": heading(1),
  "heading-2": heading(2),
  "heading-3": heading(3),
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  strike: toggleMark(marks.strike),
  code: toggleMark(marks.code),
  bullets: toggleList("bullets"),
  numbers: toggleList("numbers"),
  tasks: toggleList("tasks"),
  tick,
  quote,
  footnote,
  ...tableCommands,
  indent: sinkListItem(nodes.list_item),
  outdent: liftListItem(nodes.list_item),
  undo,
  redo
}

/* What is on where the caret stands: the state of the buttons. */
export function statesIn(state) {
  const { from, to, empty } = state.selection
  const $from = firstOf(state)
  const bears = (mark) => Boolean(empty ? mark.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark))
  const list = kindOfList($from)
  return {
    ...Object.fromEntries(["strong", "em", "strike", "code", "link"].map((name) => [name, bears(marks[name])])),
    ...Object.fromEntries(["bullets", "numbers", "tasks"].map((name) => [name, list === name])),
    quote: isIn(state, nodes.blockquote),
    [styleOf(state)]: true
  }
}

/* "paragraph", "heading-1" …, or nothing where words cannot have a style. */
export function styleOf(state) {
  const { parent } = firstOf(state)
  if (parent.type === nodes.heading) return `heading-${Math.min(3, parent.attrs.level)}`
  return parent.type === nodes.paragraph ? "paragraph" : null
}

function isIn(state, type) {
  const $from = firstOf(state)
  return Array.from({ length: $from.depth }, (_, depth) => $from.node(depth + 1)).some((node) => node.type === type)
}
