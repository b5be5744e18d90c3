/* Puts text into a plain field so that it can be undone there as what was typed can. */
export function insertAt(field, from, to, text) {
  field.focus()
  field.setSelectionRange(from, to)
  if (text && document.execCommand?.("insertText", false, text)) return
  field.setRangeText(text, from, to, "end")
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

/* Blocks stand apart from what is around them. */
export function insertBlocks(field, from, to, text) {
  const before = field.value.slice(0, from)
  const after = field.value.slice(to)
  const above = !before.trim() ? "" : "\n".repeat(2 - Math.min(2, /\n*$/u.exec(before)[0].length))
  const below = !after.trim() ? "" : "\n".repeat(2 - Math.min(2, /^\n*/u.exec(after)[0].length))
  insertAt(field, from, to, above + text + below)
}
