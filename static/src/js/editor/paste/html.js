/* HTML from anywhere, as what our Markdown can say. */
import { addressFrom, pathOn } from "./addresses.js"
import { blocksIn } from "./blocks.js"
import { ranked } from "./kinds.js"
import { marksOf } from "./marks.js"
import { Notes } from "./notes.js"
import { readHtml } from "./reading.js"

/* `nodes` stand where the caret is and `notes` at the end of the text; `pictures` were left out. `taken` are the labels of
   the footnotes that are there already, `origin` is this site's. */
export function fromHtml(html, { schema, taken = [], origin = "" }) {
  const { body, styleOf, levelOf } = readHtml(html)
  const paste = { schema, styleOf, levelOf, pictures: 0, notes: new Notes(body, taken) }
  paste.addressOf = (element) => addressFrom(element, origin)
  paste.pathOf = (address) => pathOn(address, origin)
  paste.marksOf = (element, marks) => marksOf(element, marks, paste)
  paste.blocksIn = (element, marks) => blocksIn(element, paste, marks)
  const nodes = ranked(paste.blocksIn(body, []))
  return { nodes, notes: notesOf(paste, nodes), pictures: paste.pictures }
}

function notesOf(paste, nodes) {
  const used = new Set()
  for (const node of nodes) node.descendants((one) => void (one.type.name === "footnote_reference" && used.add(one.attrs.label)))
  const all = [...paste.notes.all()].map(({ home, label }) => ({ label, content: paste.blocksIn(home, []) }))
  return all.filter(({ label, content }) => used.has(label) && content.length).map(({ label, content }) =>
    paste.schema.node("footnote_definition", { label }, content))
}
