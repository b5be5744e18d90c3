/* A task in a list with a box that can be pressed; by keys there is a command. The box is no stop for the Tab key. */
export const taskView = (word) => (node, view, place) => {
  const dom = document.createElement("li")
  if (node.attrs.checked === null) return { dom, contentDOM: dom, update: (next) => next.type === node.type && next.attrs.checked === null }
  const box = Object.assign(document.createElement("input"), { type: "checkbox", tabIndex: -1, className: "task-box", checked: node.attrs.checked })
  box.setAttribute("aria-label", word)
  box.contentEditable = "false"
  const contentDOM = document.createElement("div")
  dom.className = "task-list-item"
  dom.append(box, contentDOM)
  box.addEventListener("mousedown", (event) => event.preventDefault())
  box.addEventListener("click", (event) => {
    event.stopPropagation()
    if (!view.editable) return event.preventDefault()
    const at = place()
    const { checked } = view.state.doc.nodeAt(at).attrs
    view.dispatch(view.state.tr.setNodeMarkup(at, null, { checked: !checked }))
  })
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type || next.attrs.checked === null) return false
      box.checked = next.attrs.checked
      return true
    },
    stopEvent: (event) => event.target === box,
    ignoreMutation: (change) => change.type !== "selection" && !contentDOM.contains(change.target)
  }
}
