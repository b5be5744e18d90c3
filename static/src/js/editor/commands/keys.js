/* The keys of a text. Those of commands come from the tools, where they are shown; here are also those that every text field has. */
import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands"
import { undoInputRule } from "prosemirror-inputrules"
import { keydownHandler } from "prosemirror-keymap"
import { Plugin } from "prosemirror-state"
import { isInTable } from "prosemirror-tables"
import { above, under } from "./edge_commands.js"
import { asBinding } from "./key_names.js"
import { split } from "./list_commands.js"
import { schema } from "../document/schema.js"
import { below, cellBefore, nextCell } from "./table_commands.js"

/* Commands without a button. */
const unseen = [["code", "Mod+E"], ["tick", "Mod+Shift+Enter"], ["redo", "Mod+Shift+Z"]]

/* `bound`: [command, keys] of each tool; several may have the same keys, the first that has something to do takes them.
   `run(name)` says whether it did. `extras`: { binding: act } of the editor itself. */
export function keysOf(bound, run, extras) {
  const own = {}
  for (const [command, keys] of [...bound, ...unseen]) (own[asBinding(keys)] ??= []).push(() => run(command))
  let isLeaving = false
  const leave = (state) => {
    isLeaving = isInTable(state)
    return false
  }
  const cell = (command) => (...given) => !isLeaving && command(...given)
  const typed = keydownHandler({
    ...baseKeymap,
    ...Object.fromEntries(Object.entries(own).map(([binding, acts]) => [binding, chainCommands(...acts)])),
    ...Object.fromEntries(Object.entries(extras).map(([binding, act]) => [binding, () => act() !== false])),
    Enter: chainCommands(below, split, baseKeymap.Enter),
    "Shift-Enter": chainCommands(below, exitCode, lineBreak),
    Backspace: chainCommands(undoInputRule, baseKeymap.Backspace),
    ArrowUp: above,
    ArrowDown: under,
    Tab: cell(nextCell),
    "Shift-Tab": cell(cellBefore),
    Escape: leave
  })
  return new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        // The browser moves the caret, and tells of it a little later: a command is for where it stands now.
        if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab") view.domObserver.flush()
        const isDone = typed(view, event)
        if (!["Escape", "Tab", "Shift"].includes(event.key)) isLeaving = false
        return isDone || physical(view, event, run)
      },
      handleDOMEvents: { blur: () => { isLeaving = false } }
    }
  })
}

/* The brackets of Ctrl+[ and Ctrl+] are not where one finds them on a Swedish keyboard: the two keys to the right of P will do. */
function physical(view, event, run) {
  const command = { BracketLeft: "outdent", BracketRight: "indent" }[event.code]
  if (!command || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false
  event.preventDefault()
  run(command)
  return true
}

function lineBreak(state, dispatch) {
  const type = schema.nodes.hard_break
  const { $from } = state.selection
  if (!$from.parent.canReplaceWith($from.index(), $from.index(), type)) return false
  if ($from.parent.type !== schema.nodes.paragraph) return true
  dispatch?.(state.tr.replaceSelectionWith(type.create()).scrollIntoView())
  return true
}
