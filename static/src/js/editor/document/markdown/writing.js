/* Blocks of the document as Markdown, in one way of the many there are: the one that the server, the editor and other
   readers of Markdown take alike. */
import { writeInline } from "./writing_inline.js"
import { Output } from "./output.js"
import { hasSpacedItems, signsAfter } from "./standing.js"
import { writeTable } from "./writing_tables.js"

/* `bullet`, `delimiter`: the sign of a list and what follows its numbers; `references`: names that brackets may not hold;
   `isHasty`: the first way of writing will do, since what comes of it is held against something. */
export function writeBlock(node, options = {}) {
  const output = new Output()
  write(node, 0, output, options)
  return output
}

function write(node, position, output, options) {
  writers[node.type.name](node, position, output, options)
}

const writers = {
  paragraph: (node, position, output, options) => output.append(writeInline(node, position + 1, options)),
  heading(node, position, output, options) {
    output.signs(`${"#".repeat(node.attrs.level)} `)
    output.append(writeInline(node, position + 1, options))
  },
  blockquote(node, position, output, options) {
    output.signs("> ")
    output.within("> ", () => writeChildren(node, position, output, options))
  },
  bullet_list: (node, position, output, options) => writeList(node, position, output, options, () => `${options.bullet ?? "-"} `),
  ordered_list: (node, position, output, options) =>
    writeList(node, position, output, options, (index) => `${node.attrs.order + index}${options.delimiter ?? "."} `),
  code_block(node, position, output) {
    const ticks = [...node.textContent.matchAll(/^[ >]*(`{3,})/gmu)].map((run) => run[1].length)
    const fence = "`".repeat(Math.max(3, ...ticks.map((length) => length + 1)))
    output.signs(fence + node.attrs.params.replace(/[`\n]/gu, ""))
    output.line()
    writeLines(node.textContent, position + 1, output)
    if (node.content.size) output.line()
    output.signs(fence)
  },
  horizontal_rule: (_node, _position, output, options) => output.signs(options.isInside ? "___" : "---"),
  table: writeTable,
  footnote_definition(node, position, output, options) {
    output.signs(`[^${node.attrs.label}]: `)
    output.within("    ", () => {
      if (node.firstChild.type.name !== "paragraph") output.line()
      writeChildren(node, position, output, options)
    })
  },
  source_island: (node, position, output) => output.letters(node.textContent, position + 1)
}

function writeList(node, position, output, options, markerOf) {
  const isTight = node.attrs.tight && !hasSpacedItems(node)
  node.forEach((item, offset, index) => {
    if (index) betweenBlocks(output, isTight)
    const marker = markerOf(index)
    output.signs(marker)
    output.within(" ".repeat(marker.length), () => {
      if (item.attrs.checked !== null) output.signs(item.attrs.checked ? "[x] " : "[ ] ")
      writeChildren(item, position + 1 + offset, output, { ...options, isTight })
    })
  })
}

function writeChildren(parent, position, output, { isTight = false, ...options }) {
  let before = null
  parent.forEach((child, offset, index) => {
    if (index) betweenBlocks(output, isTight)
    const inner = { ...options, ...signsAfter(before, child, options), isInside: true, isFirst: index === 0 }
    write(child, position + 1 + offset, output, inner)
    before = { type: child.type, ...inner }
  })
}

function betweenBlocks(output, isTight) {
  if (!isTight) output.emptyLine()
  output.line()
}

function writeLines(text, position, output) {
  let at = position
  for (const [index, line] of text.split("\n").entries()) {
    if (index) output.line()
    output.letters(line, at)
    at += line.length + 1
  }
}
