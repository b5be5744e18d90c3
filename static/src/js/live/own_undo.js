/* In a plain text field that several write in, the browser's own undo would take back others' words. This takes back only
   one's own. The rich view sees to it by itself. */
export function undoOwn(field, event) {
  if (event.defaultPrevented || event.target !== field.element || !field.joined) return
  const act = actOf(event)
  if (!act) return
  event.preventDefault()
  field.binding.pull()
  field.text[act]()
  field.binding.push()
}

function actOf(event) {
  if (event.type === "beforeinput") return { historyUndo: "undo", historyRedo: "redo" }[event.inputType]
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === "z") return event.shiftKey ? "redo" : "undo"
  return key === "y" && event.ctrlKey ? "redo" : null
}
