/* Files in the rich view: those that are dropped or pasted are asked for words and sent, and pictures have theirs under them. */
import { NodeSelection, Plugin, Selection } from "prosemirror-state"
import { PictureView } from "./picture_view.js"

/* `take(files)` asks and sends, or says why nothing can be sent from here. */
export function picturesPlugin({ tools, take }) {
  const taken = (view, event, transfer) => {
    const files = filesIn(transfer)
    if (!files.length || !view.editable || view.dragging) return false
    event.preventDefault()
    take(files)
    return true
  }
  return new Plugin({
    props: {
      nodeViews: { image: (node, view, getPos) => new PictureView(node, view, getPos, tools) },
      handleDOMEvents: {
        keydown: (view, event) => event.key === "Enter" && askAbout(view, event),
        paste: (view, event) => taken(view, event, event.clipboardData),
        drop(view, event) {
          if (filesIn(event.dataTransfer).length) goTo(view, event)
          return taken(view, event, event.dataTransfer)
        }
      }
    }
  })
}

/* Programs also paint what they copy: only where there are no words is the painting meant. */
export const filesIn = (transfer) => [...(transfer?.files ?? [])].filter((file) => file.size || file.type)

function goTo(view, event) {
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (place) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(place.pos))))
}

function askAbout(view, event) {
  const { selection } = view.state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== "image") return false
  event.preventDefault()
  view.nodeDOM(selection.from)?.querySelector("button")?.click()
  return true
}
