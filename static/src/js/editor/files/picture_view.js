/* A picture in the rich view, with the words that are said for it under it; a press on them, or Enter, lets one change them. */
import { openDialog } from "../tools/dialogs.js"
import { partOf } from "../tools/tools.js"

export class PictureView {
  constructor(node, view, getPos, tools) {
    Object.assign(this, { node, view, getPos, tools })
    this.dom = tools.piece("picture")
    this.picture = this.dom.querySelector("img")
    this.button = partOf(this.dom, "words")
    this.button.addEventListener("click", () => this.ask())
    this.#draw()
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.#draw()
    return true
  }

  stopEvent(event) {
    return this.button.contains(event.target)
  }

  ignoreMutation() {
    return true
  }

  ask() {
    if (!this.view.editable) return
    const dialog = this.tools.piece("picture-words")
    const input = dialog.querySelector("input")
    const fault = partOf(dialog, "fault")
    input.value = this.node.attrs.alt
    fault.remove()
    const take = () => {
      const alt = input.value.replace(/\s+/gu, " ").trim()
      if (!alt) {
        input.before(fault)
        input.setAttribute("aria-invalid", "true")
        return input.focus()
      }
      this.#change((tr, at) => tr.setNodeMarkup(at, null, { ...this.node.attrs, alt }))
      dialog.close()
    }
    const remove = () => {
      this.#change((tr, at) => tr.delete(at, at + 1))
      dialog.close()
    }
    partOf(dialog, "take").addEventListener("click", take)
    partOf(dialog, "drop").addEventListener("click", remove)
    input.addEventListener("keydown", (event) => event.key === "Enter" && take())
    openDialog(dialog, { then: () => this.view.focus() })
  }

  #change(act) {
    const at = this.getPos()
    if (at !== undefined) this.view.dispatch(act(this.view.state.tr, at))
  }

  #draw() {
    const { src, alt } = this.node.attrs
    if (this.picture.getAttribute("src") !== src) this.picture.src = src
    this.picture.alt = alt
    partOf(this.button, "alt").textContent = alt
  }
}
