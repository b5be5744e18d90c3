/* A document of the editor as a plain structure, to be held against what the server shows: see tests/foundation/prose/editor/structure.py. */
const lineEnd = "<br>"

/* { blocks, notes, islands }: how many islands there are, too. */
export function structureOf(doc) {
  const definitions = new Map()
  let islands = 0
  doc.forEach((node) => {
    if (node.type.name === "footnote_definition") definitions.set(node.attrs.label, node)
    if (node.type.name === "source_island") islands += 1
  })
  const notes = new Map([...definitions].map(([label, node]) => [label, wordsOf(node)]))
  const lists = [...definitions.values()].map((node) => blocksOf(node, notes))
  return { blocks: blocksOf(doc, notes), notes: lists, islands }
}

function wordsOf(node) {
  let text = ""
  node.descendants((inner) => {
    if (inner.isText) text += inner.text
    else if (inner.isInline && inner.type.name === "wiki_link") text += inner.attrs.label || inner.attrs.target
    else if (inner.type.name === "list_item" && inner.attrs.checked !== null) text += inner.attrs.checked ? "☑" : "☐"
  })
  return text.replace(/[ \n\t]+/gu, "")
}

function blocksOf(parent, notes) {
  const blocks = []
  parent.forEach((node) => {
    const block = makers[node.type.name]?.(node, notes)
    if (block) blocks.push(block)
  })
  return blocks
}

const makers = {
  paragraph(node, notes) {
    const words = lineOf(node, notes)
    return words.length ? ["p", words] : null
  },
  heading(node, notes) {
    const words = lineOf(node, notes)
    return words.length ? ["h", Math.min(6, node.attrs.level + 2), words] : null
  },
  blockquote: (node, notes) => ["quote", blocksOf(node, notes)],
  bullet_list: (node, notes) => ["ul", null, isLoose(node), itemsOf(node, notes)],
  ordered_list: (node, notes) => ["ol", node.attrs.order, isLoose(node), itemsOf(node, notes)],
  code_block: (node) => ["code", node.textContent.trimEnd()],
  horizontal_rule: () => ["rule"],
  table: (node, notes) => ["table", children(node).map((row) => children(row).map((cell) => cellOf(cell, notes)))]
}

const children = (node) => Array.from({ length: node.childCount }, (_, index) => node.child(index))

const isLoose = (list) =>
  !list.attrs.tight && children(list).some((item) => children(item).some((child) => child.type.name === "paragraph" && (child.content.size > 0 || item.attrs.checked !== null)))

const itemsOf = (list, notes) => children(list).map((item) => [item.attrs.checked, blocksOf(item, notes)])

const cellOf = (cell, notes) => [cell.type.name === "table_header" ? "th" : "td", cell.content.size ? cell.attrs.align : null, lineOf(cell, notes)]

function lineOf(parent, notes) {
  const runs = []
  parent.forEach((node) => {
    const marks = node.marks.map((mark) => (mark.type.name === "link" ? `link ${mark.attrs.href} ${mark.attrs.title}` : mark.type.name))
    runs.push([node.isText ? node.text : things[node.type.name](node.attrs, notes), marks])
  })
  return tidied(runs)
}

const things = {
  hard_break: () => lineEnd,
  image: ({ src, alt }) => ["image", src, alt],
  footnote_reference: ({ label }, notes) => ["note", notes.get(label)],
  wiki_link: ({ target, label }) => ["wiki", target, label || target]
}

function tidied(runs) {
  const kept = []
  const dropSpace = () => kept.at(-1)?.[0] === " " && kept.pop()
  for (const [what, marks] of runs) {
    for (const token of typeof what === "string" && what !== lineEnd ? (what.match(/[ \n\t]+|[^ \n\t]+/gu) ?? []) : [what]) {
      if (typeof token !== "string" || (token !== lineEnd && /[^ \n\t]/u.test(token))) add(kept, token, [...new Set(marks)].sort())
      else if (token === lineEnd) {
        dropSpace()
        kept.push([lineEnd, []])
      } else if (kept.length && ![" ", lineEnd].includes(kept.at(-1)[0])) kept.push([" ", []])
    }
  }
  dropSpace()
  return kept
}

function add(kept, token, marks) {
  const last = kept.at(-1)
  const isGoingOn = typeof token === "string" && typeof last?.[0] === "string" && ![" ", lineEnd].includes(last[0])
  if (isGoingOn && last[1].join("\n") === marks.join("\n")) last[0] += token
  else kept.push([token, marks])
}
