/* Lists. Word says of each paragraph at which level of which list it stands; the web nests its lists, more or less well. */
const numbering = /^\s*\(?(?:(\d+)(?:\.\d+)*|[a-zåäö]|[ivxlcdm]+)[.)]/iu
const boxes = { "☐": false, "☑": true, "☒": true, "✅": true }

/* Where in a list Word has a paragraph, or null. */
export function placeInWordList(element, { styleOf, levelOf }) {
  const [, list, level] = /\b(l\d+)\s+level(\d+)/u.exec(styleOf(element)["mso-list"] ?? "") ?? []
  if (!list) return null
  const marker = [...element.querySelectorAll("[data-style]")].find((one) => isMarker(one, styleOf))?.textContent ?? ""
  const told = levelOf(list, level)
  const isNumbered = marker.trim() ? numbering.test(marker) : Boolean(told["mso-level-text"]) && told["mso-level-number-format"] !== "bullet"
  const order = Number(numbering.exec(marker)?.[1]) || 1
  return { level: Number(level), isNumbered, order, isFirst: isNumbered && /^\s*\(?[1a][.)]/iu.test(marker) }
}

export const isMarker = (element, styleOf) => styleOf(element)["mso-list"] === "ignore"

/* Whether a list item is a task, and whether it is done. */
export function tickOf(item) {
  const box = item.querySelector("input[type=checkbox]")
  if (box && box.closest("li") === item) return box.hasAttribute("checked")
  const told = item.getAttribute("role") === "checkbox" ? item.getAttribute("aria-checked") : item.dataset.checked
  return { "true": true, "false": false }[told] ?? null
}

/* The lists that items in a row make: [{ level, isNumbered, order, checked, nodes }]; one that `isFirst`
   begins a list of its own. */
export function nested(items, schema) {
  const lists = []
  for (const item of items) {
    const last = lists.at(-1)
    // An item that holds nothing but lists is what some programs put around a deeper level.
    const isWrapper = item.nodes.every((node) => isList(node))
    if (last && item.level > items[0].level) last.rows.at(-1).deeper.push(item)
    else if (last && isWrapper) last.rows.at(-1).nodes.push(...item.nodes)
    else if (isWrapper) lists.push({ made: item.nodes, rows: [{ deeper: [], nodes: item.nodes }] })
    else if (last?.isNumbered === item.isNumbered && !item.isFirst) last.rows.push({ ...item, nodes: [...item.nodes], deeper: [] })
    else lists.push({ ...item, rows: [{ ...item, nodes: [...item.nodes], deeper: [] }] })
  }
  return lists.flatMap((list) => list.made ?? listOf(list, schema))
}

function listOf({ isNumbered, order, rows }, schema) {
  const items = rows.map((row) => itemOf(row, schema))
  const tight = items.every((item) => paragraphsIn(item) < 2)
  return schema.node(isNumbered ? "ordered_list" : "bullet_list", isNumbered ? { tight, order } : { tight }, items)
}

function itemOf({ nodes, deeper, checked }, schema) {
  const [first, ...rest] = [...nodes, ...nested(deeper, schema)]
  const box = first.isTextblock ? boxes[[...first.textContent][0]] : undefined
  if (box === undefined) return item(checked, [first, ...rest], schema)
  return item(box, [first.type.create(first.attrs, withoutBox(first, schema)), ...rest], schema)
}

const item = (checked, nodes, schema) => schema.node("list_item", { checked: checked ?? null }, nodes.map((node) => plain(node, schema)))

/* A heading in a list is a line of it. */
const plain = (node, schema) => (node.type.name === "heading" ? schema.node("paragraph", null, node.content) : node)

function withoutBox(paragraph, schema) {
  const [first, ...rest] = paragraph.content.content
  const words = first.text.replace(/^.\s*/u, "")
  return [...(words ? [schema.text(words, first.marks)] : []), ...rest]
}

const isList = (node) => node.type.name.endsWith("_list")

const paragraphsIn = (node) => node.content.content.filter((child) => child.type.name === "paragraph").length
