/* Puts an editor in the place of a text field, without losing a letter, the caret or the focus. */
import { Editor } from "./editor.js"
import { WritingAids } from "./writing_aids.js"

export function mount(field, tools) {
  const { selectionStart, selectionEnd, selectionDirection: direction } = field
  const hasFocus = document.activeElement === field
  const editor = new Editor(field, tools, { aids: (made) => new WritingAids(made) })
  if (!hasFocus) return editor
  const [anchor, head] = direction === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd]
  editor.focus()
  editor.select(anchor, head)
  return editor
}
