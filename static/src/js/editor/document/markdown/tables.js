/* Tables: lines of cells between pipes. A pipe in code or after a backslash divides nothing. */
import { columns } from "./patterns.js"
import { element } from "./elements.js"

const signs = /(\\\\)|(\\`+)|(`+)|(\\\|)|(\|)/gu
const endBorder = /(?<!\\)(?:\\\\)*\|$/u

/* Where in the words of a paragraph the line below a table's head stands, or 0. */
export function findTable(words) {
  for (let line = 1; line < words.length; line += 1) {
    if (words[line].includes("|") && columns.test(trim(words[line])) && headOf(words.slice(line - 1, line + 1))) return line
  }
  return 0
}

export function readTable(words, start) {
  const { border, sides } = headOf(words.slice(0, 2))
  const rows = [words[0], ...words.slice(2)].map((row) => split(trim(row), border))
  if (rows.length === 1) rows.push([])
  const table = element("table", { start })
  table.children = rows.map((cells, number) =>
    element("row", {
      children: sides.map((align, column) => element(number ? "cell" : "header", { align, text: trim(cells[column] ?? "") }))
    })
  )
  return table
}

function headOf(words) {
  const rows = words.map(trim)
  const border = rows[0].startsWith("|") || endBorder.test(rows[0])
  const head = split(rows[0], border)
  const isTable = head.length > 1 || (border && (rows[1].startsWith("|") || endBorder.test(rows[1])))
  const below = isTable ? split(rows[1], border) : []
  if (!isTable || below.length !== head.length || !/^[|: -]*$/u.test(below.join(""))) return null
  return { border, sides: below.map(sideOf) }
}

function sideOf(cell) {
  const mark = trim(cell)
  if (mark.startsWith(":") && mark.endsWith(":")) return "center"
  if (mark.startsWith(":")) return "left"
  return mark.endsWith(":") ? "right" : null
}

function split(row, border) {
  const inner = border ? row.replace(/^\|/u, "").replace(endBorder, "") : row
  const pipes = []
  const ticks = []
  for (const found of inner.matchAll(signs)) {
    const [whole, , escaped, bare, , pipe] = found
    const end = found.index + whole.length - 1
    if (escaped) ticks.push({ length: whole.length - 1, start: found.index, end, escape: 1 })
    else if (bare) ticks.push({ length: whole.length, start: found.index, end, escape: 0 })
    else if (pipe) pipes.push(found.index)
  }
  const code = codeBetween(ticks)
  const dividing = pipes.filter((pipe) => !code.some(([start, end]) => start <= pipe && pipe <= end))
  return [...dividing, inner.length].map((pipe, index) => inner.slice(index ? dividing[index - 1] + 1 : 0, pipe))
}

/* As many ticks end a piece of code as began it. */
function codeBetween(ticks) {
  const regions = []
  for (let at = 0; at < ticks.length; at += 1) {
    const size = ticks[at].length - ticks[at].escape
    const closing = size ? ticks.findIndex((tick, index) => index > at && tick.length === size) : -1
    if (closing < 0) continue
    regions.push([ticks[at].start, ticks[closing].end])
    at = closing
  }
  return regions
}

function trim(text) {
  return text.replace(/^ +| +$/gu, "")
}
