/* How each element that means something is taken over: (element, blocks, marks, paste). */
import { shifted } from "./line.js"
import { tickOf } from "./lists.js"
import { cellsOfLayout, tableOf } from "./tables.js"
import { ownPicture } from "../document/schema_inline.js"

const rowsOfCode = (element) => element.textContent.replace(/\r\n?/gu, "\n").replace(/^\n|\n$/gu, "")

export const ways = {
  a: link,
  blockquote: (element, blocks, marks) => blocks.quote(element, marks),
  br: (element, blocks) => element.classList.contains("Apple-interchange-newline") || blocks.line.break(),
  dt: (element, blocks, marks, { schema }) => blocks.box(element, schema.marks.strong.create().addToSet(marks)),
  hr: (_, blocks, _marks, { schema }) => put(blocks, schema.node("horizontal_rule")),
  img: picture,
  li: (element, blocks, marks) => item(element, blocks, marks, 1),
  ol: list,
  pre: (element, blocks, _, { schema }) => rowsOfCode(element).trim() && put(blocks, schema.node("code_block", null, schema.text(rowsOfCode(element)))),
  sub: (element, blocks, marks) => blocks.line.words(shifted(element.textContent, false), marks),
  sup: raised,
  table,
  ul: list,
  "v:imagedata": picture
}

for (const level of [1, 2, 3, 4, 5, 6]) ways[`h${level}`] = (element, blocks, marks) => blocks.heading(element, level, marks)

function put(blocks, node) {
  blocks.end()
  blocks.put(node)
}

function link(element, blocks, marks, { schema, notes }) {
  const label = notes.labelOf(element)
  const { target } = element.dataset
  if (label) blocks.line.add(schema.node("footnote_reference", { label }))
  else if (target) blocks.line.add(schema.node("wiki_link", { target, label: element.dataset.label ?? "" }))
  else if (label !== "") blocks.takeAll(element, marks)
}

function raised(element, blocks, marks, { notes }) {
  const isNote = [...element.querySelectorAll("a")].some((anchor) => notes.labelOf(anchor) !== null)
  if (isNote) blocks.takeAll(element, marks)
  else blocks.line.words(shifted(element.textContent, true), marks)
}

/* Only pictures of this site can stand in a text; how many others were there is told afterwards. */
function picture(element, blocks, _, paste) {
  const src = paste.pathOf(element.getAttribute("src") ?? "")
  const alt = element.getAttribute("alt")?.trim()
  const isForm = Number(element.getAttribute("width") ?? 99) < 3 || element.closest("[role=checkbox], [role=presentation]")
  if (ownPicture.test(src) && alt) blocks.line.add(paste.schema.node("image", { src, alt }))
  else if (!isForm) paste.pictures += 1
}

function list(element, blocks, marks, paste, level = 1) {
  // Some programs make a list of each item, and say by a number how deep it lies.
  const isOfItems = [...element.children].some((one) => one.hasAttribute("aria-level"))
  blocks.end()
  if (level === 1 && !isOfItems) blocks.endList()
  for (const child of element.children) {
    if (paste.notes.isApart(child)) continue
    if (["ul", "ol"].includes(child.localName)) list(child, blocks, marks, paste, level + 1)
    else if (child.localName === "li") item(child, blocks, marks, level)
    else blocks.take(child, marks)
  }
  if (level === 1 && !isOfItems) blocks.endList()
}

function item(element, blocks, marks, level) {
  const { parentElement: around } = element
  const told = Number(element.getAttribute("aria-level"))
  const order = Number(element.getAttribute("value") || around.getAttribute("start")) || 1
  blocks.end()
  blocks.item({ level: told || level, isNumbered: around.localName === "ol", order, checked: tickOf(element) }, element, marks)
}

function table(element, blocks, marks, paste) {
  const cells = cellsOfLayout(element)
  blocks.end()
  if (cells) return cells.forEach((cell) => blocks.box(cell, marks))
  const caption = element.querySelector(":scope > caption")
  if (caption) blocks.box(caption, marks)
  const made = tableOf(element, (cell) => paste.blocksIn(cell, paste.marksOf(cell, marks)), paste)
  if (made) blocks.put(made)
}
