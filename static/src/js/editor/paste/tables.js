/* Tables: a head and rows of cells with words. What is there only to lay out a page is no table. */
import { flat } from "./flat.js"
import { without } from "./marks.js"

const rowsOf = (table) => [...table.querySelectorAll(":scope > tr, :scope > * > tr")]

const cellsOf = (row) => [...row.children].filter((one) => one.localName === "td" || one.localName === "th")

const widest = 60

/* The cells of a table that only lays out a page or a letter, in their order; null for a real one. */
export function cellsOfLayout(table) {
  const rows = rowsOf(table)
  const isOnlyForm = ["presentation", "none"].includes(table.getAttribute("role")) || table.querySelector("table, h1, h2, h3, h4, h5, h6")
  const isOneOfBlocks = rows.length === 1 && table.querySelector("p, div, ul, ol")
  return isOnlyForm || isOneOfBlocks || rows.every((row) => cellsOf(row).length < 2) ? rows.flatMap(cellsOf) : null
}

/* `read(cell)` gives the blocks in a cell. */
export function tableOf(table, read, { schema, styleOf }) {
  const grid = gridOf(rowsOf(table).filter((row) => styleOf(row).display !== "none"))
  const told = grid.map((row) => row.map((cell) => ({ content: cell ? flat(read(cell), schema) : [], side: sideOf(cell, styleOf) })))
  const isFull = (cell) => cell?.content.length > 0
  const width = Math.max(...told.map((row) => row.findLastIndex(isFull) + 1))
  const rows = told.filter((row) => row.some(isFull)).map((row) => Array.from({ length: width }, (_, at) => row[at] ?? { content: [] }))
  if (!rows.length || width < 1) return null
  const sides = rows[0].map((_, at) => sideOfColumn(rows.slice(1).map((row) => row[at])))
  return schema.node("table", null, rows.map((row, at) => rowOf(row, sides, at === 0, schema)))
}

function rowOf(cells, sides, isHead, schema) {
  const name = isHead ? "table_header" : "table_cell"
  return schema.node("table_row", null, cells.map(({ content }, at) =>
    schema.node(name, { align: sides[at] }, isHead ? without("strong", content) : content)))
}

/* Rows of equal places; a cell that spans several stands in the first of them. */
function gridOf(rows) {
  const grid = rows.map(() => [])
  rows.forEach((row, at) => {
    let place = 0
    for (const cell of cellsOf(row)) {
      while (grid[at][place] !== undefined) place += 1
      if (place >= widest) break
      for (const [down, across] of span(cell, rows.length - at, widest - place)) {
        grid[at + down][place + across] = down || across ? null : cell
      }
    }
  })
  return grid.map((row) => Array.from(row, (cell) => cell ?? null))
}

function* span(cell, tallest, most) {
  const number = (name, limit) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), limit)
  const [tall, wide] = [number("rowspan", tallest), number("colspan", most)]
  for (let down = 0; down < tall; down += 1) for (let across = 0; across < wide; across += 1) yield [down, across]
}

function sideOf(cell, styleOf) {
  const side = cell && (styleOf(cell)["text-align"] || cell.getAttribute("align") || /(?:^|\s)align-(\w+)/u.exec(cell.className)?.[1])
  return { right: "right", end: "right", center: "center" }[side] ?? null
}

/* The side that most of a column's full cells stand to. */
function sideOfColumn(cells) {
  const full = cells.filter(({ content }) => content.length)
  return ["right", "center"].find((side) => full.filter((cell) => cell.side === side).length > full.length / 2) ?? null
}
