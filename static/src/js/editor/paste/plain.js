/* What is pasted into the plain field, or dropped on it: HTML comes in as the Markdown of it, rows of a spreadsheet as a table,
   files are sent. Text by itself is left to the browser. */
import { Fragment, Slice } from "prosemirror-model"
import { insertAt, insertBlocks } from "../plain/insert_text.js"
import { contentOf } from "./slice.js"
import { filesIn } from "../files/pictures.js"

/* `parse` and `write` as in paste.js; `tell(number)` of pictures that were left out; `take(files)` sends. */
export function pasteIn(field, { schema, parse, write, tell, take }, signal) {
  const on = (name, act) => field.addEventListener(name, act, { signal })
  const files = (event, transfer) => {
    const found = filesIn(transfer)
    if (!found.length || field.readOnly) return
    event.preventDefault()
    take(found)
  }
  on("paste", (event) => {
    const transfer = event.clipboardData
    if (!transfer || field.readOnly) return
    const content = isOwn(transfer) ? null : contentOf(transfer, { schema, parse, taken: labelsIn(field.value), origin: window.location.origin })
    if (!content) return files(event, transfer)
    if (content.pictures) tell(content.pictures)
    if (content.isPlain) return
    event.preventDefault()
    put(field, content, write)
  })
  on("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault())
  on("drop", (event) => files(event, event.dataTransfer))
}

function put(field, { nodes, notes }, write) {
  const { selectionStart: from, selectionEnd: to } = field
  const isInline = nodes.length === 1 && nodes[0].type.name === "paragraph"
  const insert = isInline ? insertAt : insertBlocks
  insert(field, from, to, write(whole(isInline ? nodes[0].content : Fragment.from(nodes))))
  if (!notes.length) return
  const at = field.selectionEnd
  insertBlocks(field, field.value.length, field.value.length, write(whole(Fragment.from(notes))))
  field.setSelectionRange(at, at)
}

const whole = (content) => new Slice(content, 0, 0)

/* What was copied in an editor comes with its own Markdown. */
const isOwn = (transfer) => /\sdata-pm-slice=/u.test(transfer.getData("text/html"))

const labelsIn = (text) => [...text.matchAll(/\[\^([^\]\s]+)\]/gu)].map(([, label]) => label)
