/* Files that were kept, as what stands in a text: pictures by themselves, attachments as links to follow. */
import { Fragment, Slice } from "prosemirror-model"
import { Selection } from "prosemirror-state"
import { insertAt, insertBlocks } from "../plain/insert_text.js"
import { schema } from "../document/schema.js"
import { serialise } from "../document/serialise.js"

const isPicture = ({ kind }) => kind === "picture"

const picture = ({ address, words, alt }) => schema.node("image", { src: address, alt: words || alt })

const link = ({ address, name, words }) => schema.text(words || name, [schema.marks.link.create({ href: address })])

const linksTo = (files) => files.flatMap((file, at) => [...(at ? [schema.text(" ")] : []), link(file)])

/* In the rich view. A picture has a paragraph of its own, but where no paragraph can be added. */
export function putIn(view, files) {
  const { tr } = view.state
  const links = linksTo(files.filter((file) => !isPicture(file)))
  const pictures = files.filter(isPicture).map(picture)
  if (links.length) tr.replaceWith(tr.selection.from, tr.selection.to, links)
  if (pictures.length) putPictures(tr, pictures)
  view.dispatch(tr.scrollIntoView())
}

function putPictures(tr, pictures) {
  const { $from, $to } = tr.selection
  const paragraphs = pictures.map((one) => schema.node("paragraph", null, one))
  if ($from.depth !== 1 || !$from.parent.isTextblock) return void tr.replaceWith($from.pos, $to.pos, pictures)
  const isEmpty = !$from.parent.content.size
  const at = $to.after(1)
  const follower = tr.doc.resolve(at).nodeAfter ? [] : [schema.node("paragraph")]
  tr.insert(at, Fragment.from([...paragraphs, ...follower]))
  const end = at + paragraphs.reduce((size, one) => size + one.nodeSize, 0)
  tr.setSelection(Selection.near(tr.doc.resolve(end), 1))
  if (isEmpty) tr.delete($from.before(1), $from.after(1))
}

/* In the plain field, the same as Markdown. */
export function putInField(field, files) {
  const links = linksTo(files.filter((file) => !isPicture(file)))
  const pictures = files.filter(isPicture).map((file) => markdown([picture(file)]))
  if (links.length) insertAt(field, field.selectionStart, field.selectionEnd, markdown(links))
  if (pictures.length) insertBlocks(field, field.selectionStart, field.selectionEnd, pictures.join("\n\n"))
}

const markdown = (nodes) => serialise(new Slice(Fragment.from(nodes), 0, 0))
