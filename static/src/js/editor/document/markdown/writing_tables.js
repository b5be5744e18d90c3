/* Tables, one row to a line. */
import { writeInline } from "./writing_inline.js"

const dashes = { left: ":--", center: ":-:", right: "--:" }

export function writeTable(node, position, output, options) {
  const width = Math.max(...node.content.content.map((row) => row.childCount))
  node.forEach((row, offset, index) => {
    if (index) output.line()
    output.signs("|")
    row.forEach((cell, inside) => {
      output.signs(" ")
      output.append(writeInline(cell, position + 1 + offset + 1 + inside + 1, { ...options, isCell: true }))
      output.signs(" |")
    })
    output.signs("  |".repeat(width - row.childCount))
    if (index) return
    output.line()
    output.signs("|")
    for (let at = 0; at < width; at += 1) output.signs(` ${dashes[row.maybeChild(at)?.attrs.align] ?? "---"} |`)
  })
}
