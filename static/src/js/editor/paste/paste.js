/* What is pasted into the rich view, or dragged to it, becomes what our Markdown can say. Nothing of it runs or is fetched.

   `parse(text)` gives the document of a Markdown text, `write(nodes)` the Markdown of nodes; `tell(number)` says that so many
   pictures were left out. */
import { Fragment } from "prosemirror-model"
import { Plugin } from "prosemirror-state"
import { dropPoint } from "prosemirror-transform"
import { contentOf, sliceFor } from "./slice.js"
import { mayLeadThere, ownPicture } from "../document/schema_inline.js"

export function pastePlugin({ schema, parse, write, tell, origin = window.location.origin }) {
  let isPlain = false
  const read = (view, transfer) => contentOf(transfer, { schema, parse, isPlain, taken: labelsIn(view.state.doc), origin })
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_, event) => {
          isPlain = event.shiftKey && event.code === "KeyV"
          return false
        },
        paste(view, event) {
          if (!view.editable || view.composing || isOwn(event.clipboardData, isPlain) || isInCode(view.state)) return false
          return take(view, event, event.clipboardData, read, tell, put)
        },
        drop(view, event) {
          if (!view.editable || view.dragging || isOwn(event.dataTransfer, false)) return false
          return take(view, event, event.dataTransfer, read, tell, drop)
        }
      },
      transformPasted: (slice) => allowed(slice, schema),
      clipboardTextSerializer: (slice) => write(slice)
    }
  })
}

function take(view, event, transfer, read, tell, act) {
  if (asLink(view, event, transfer)) return true
  const content = transfer && read(view, transfer)
  if (!content) return false
  event.preventDefault()
  act(view, event, content)
  if (content.pictures) tell(content.pictures)
  return true
}

function put(view, event, { nodes, notes }) {
  const slice = sliceFor(view.state.selection.$from, nodes, view.state.schema)
  const isTaken = view.someProp("handlePaste", (handle) => handle(view, event, slice))
  const [only, ...others] = nodes
  const isLeaf = !others.length && only?.isBlock && !only.content.size
  const tr = isTaken ? view.state.tr : isLeaf ? view.state.tr.replaceSelectionWith(only) : view.state.tr.replaceSelection(slice)
  view.dispatch(withNotes(tr, notes).scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"))
}

function drop(view, event, { nodes, notes }) {
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!place) return
  const slice = sliceFor(view.state.doc.resolve(place.pos), nodes, view.state.schema)
  const at = dropPoint(view.state.doc, place.pos, slice) ?? place.pos
  view.focus()
  view.dispatch(withNotes(view.state.tr.replaceRange(at, at, slice), notes).setMeta("uiEvent", "drop"))
}

const withNotes = (tr, notes) => (notes.length ? tr.insert(tr.doc.content.size, notes) : tr)

/* An address pasted over words makes a link of them. */
function asLink(view, event, transfer) {
  const href = transfer?.getData("text/plain").trim() ?? ""
  const { from, to, empty, $from, $to } = view.state.selection
  const isAddress = /^(?:https?:\/\/|mailto:)\S+$/iu.test(href) && mayLeadThere(href)
  if (event.type !== "paste" || !isAddress || empty || !$from.sameParent($to) || !$from.parent.inlineContent) return false
  event.preventDefault()
  view.dispatch(view.state.tr.addMark(from, to, view.state.schema.marks.link.create({ href })))
  return true
}

const isInCode = (state) => Boolean(state.selection.$from.parent.type.spec.code)

/* What was copied in an editor comes back as it was, unless its words alone are wanted. */
const isOwn = (transfer, isPlain) => !isPlain && /\sdata-pm-slice=/u.test(transfer?.getData("text/html") ?? "")

function labelsIn(doc) {
  const labels = []
  doc.descendants(({ type, attrs }) => void (type.name.startsWith("footnote_") && labels.push(attrs.label)))
  return labels
}

/* Anybody can say that something was copied here: addresses are looked at once more. */
function allowed(slice, schema) {
  return new slice.constructor(Fragment.from(slice.content.content.map((node) => clean(node, schema))), slice.openStart, slice.openEnd)
}

function clean(node, schema) {
  const marks = node.marks.filter((mark) => mark.type !== schema.marks.link || mayLeadThere(mark.attrs.href))
  if (node.type.name === "image" && !ownPicture.test(node.attrs.src)) return schema.text(node.attrs.alt || " ")
  return node.isText ? node.mark(marks) : node.copy(Fragment.from(node.content.content.map((child) => clean(child, schema)))).mark(marks)
}
