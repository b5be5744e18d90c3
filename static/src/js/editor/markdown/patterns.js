/* How blocks begin, as the server has it (roadmaps/foundation/prose/blocks.py). */
import { markerOf } from "./containers.js"

export const rule = /^([-*_])(?: *\1){2,} *$/u
export const headingLine = /^(#{1,6})(?: +|$)(.*)$/u
export const closingMarks = /(?:^| )#+ *$/u
export const underline = /^(=+|-+) *$/u
export const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/u
export const note = /^\[\^([^\]\s]{1,60})\]:(.*)$/u
export const reference =
  /^\[(?!\^)([^[\]]{1,200})\]: *(?:<([^<>]+)>|(\S+))(?: +(?:"([^"]*)"|'([^']*)'|\(([^()]*)\)))? *$/u
export const columns = /^\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$/u

export const startsABlock = (start) =>
  start.startsWith(">") || markerOf(start) !== null || [rule, headingLine, fence, note].some((pattern) => pattern.test(start))

/* The pipe of a wiki link does not divide the cell of a table in which it stands. */
const barePipe = /(\[\[[^[\]|\n\\]{1,200})(\|[^[\]|\n]{1,200}\]\])/gu
const isRow = (line) => !line.includes("`") && line.replace(barePipe, "").includes("|")
const withPipesKept = (line) => (line.includes("[[") && isRow(line) ? line.replace(barePipe, "$1\\$2") : line)

function withoutTabs(line) {
  if (!line.includes("\t")) return line
  let column = 0
  return Array.from(line, (sign) => {
    const width = sign === "\t" ? 4 - (column % 4) : 1
    column += width
    return sign === "\t" ? " ".repeat(width) : sign
  }).join("")
}

/* The lines of a source as they are read; their number is that of the source's own. */
export const linesOf = (source) => source.split("\n").map((line) => withPipesKept(withoutTabs(line)))
