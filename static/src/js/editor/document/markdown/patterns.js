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

export const isRule = (start, goesOn) => rule.test(start) || (goesOn && underline.test(start))

/* Two spaces or more at the end of a line break it; one is nothing. */
export const withBreak = (line, index, all) => (index < all.length - 1 ? line.replace(/ +$/u, (spaces) => (spaces.length > 1 ? "  " : "")) : line)

/* Whether a line ends the code under way. */
export const ends = (code, line) => {
  const mark = line.replace(/^ +| +$/gu, "")
  return mark.length >= code.mark.length && [...mark].every((sign) => sign === code.mark[0])
}

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
export const linesOf = (source) => source.split("\n").map((line) => (/[^ \t]/u.test(line) ? withPipesKept(withoutTabs(line)) : ""))
