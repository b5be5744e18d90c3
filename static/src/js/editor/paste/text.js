/* Plain text on its way in: rows of a spreadsheet become a table, Markdown is read, and lines that only a program broke are
   joined again. */
import { tidy } from "./line.js"

const markdown = [
  /^#{1,6} +\S/mu, /^ *[-*+] +\S/mu, /^ *\d{1,3}[.)] +\S/mu, /^> ?\S/mu, /^(?:```|~~~)/mu, /^\|.+\|[ ]*\n\|[ :|-]+\|/mu,
  /\*\*\S(?:[^*\n]*\S)?\*\*/u, /~~\S(?:[^~\n]*\S)?~~/u, /\[[^\]\n]+\]\([^)\s]+\)/u, /\[\[[^\]\n]+\]\]/u, /`[^`\n]+`/u, /^\[\^[^\]\s]+\]:/mu
]
const sign = /^[ \t]*[•●▪‣◦·∙○■□–][ \t\u00a0]+(?=\S)/u
const longEnough = 45

export const looksLikeMarkdown = (text) => markdown.some((one) => one.test(text))

/* `parse(text)` gives the document of a Markdown text. `isPlain`: every sign stands for itself. */
export function fromText(given, { schema, parse, isPlain = false }) {
  const text = tidy(given.replace(/\r\n?/gu, "\n")).replace(/^\n+|\n+$/gu, "")
  const rows = text.split("\n").map((row) => row.split("\t").map((cell) => cell.trim()))
  const isTable = rows.length > 1 && rows[0].length > 1 && rows.every((row) => row.length === rows[0].length)
  if (isTable) return [tableOf(rows, schema)]
  if (!isPlain && looksLikeMarkdown(text)) return parse(text).content.content
  return text.split(/\n[ \t]*\n+/u).flatMap((part) => blocksOf(part.split("\n"), schema))
}

function tableOf(rows, schema) {
  const number = /^[-−+]?[\d\s.,]*\d[\d\s.,]*(?: ?(?:%|kr|tkr|mkr))?$/u
  const isNumeric = (at) => rows.slice(1).some((row) => row[at]) && rows.slice(1).every((row) => !row[at] || number.test(row[at]))
  return schema.node("table", null, rows.map((row, line) => schema.node("table_row", null, row.map((words, at) =>
    schema.node(line ? "table_cell" : "table_header", { align: isNumeric(at) ? "right" : null }, words ? schema.text(words) : null)))))
}

/* Lines with the same sign before them are a list; a dash alone may be somebody who speaks, so two are asked for. */
function blocksOf(lines, schema) {
  const begin = lines.findIndex((line) => sign.test(line))
  const isSpeech = lines.filter((line) => sign.test(line)).length < 2 && lines[begin]?.trim().startsWith("–")
  if (begin < 0 || isSpeech) return [schema.node("paragraph", null, joined(lines, schema))]
  const items = []
  for (const line of lines.slice(begin)) {
    if (sign.test(line)) items.push([line.replace(sign, "")])
    else items.at(-1).push(line.trim())
  }
  const list = items.map((words) => schema.node("list_item", null, schema.node("paragraph", null, schema.text(words.join(" ")))))
  return [...(begin ? blocksOf(lines.slice(0, begin), schema) : []), schema.node("bullet_list", { tight: true }, list)]
}

/* Long lines of about the same length were broken by a program, as in letters and in papers to print; short ones by a person. */
function joined(lines, schema) {
  const rows = lines.map((line) => line.trim().replace(/[ \t]+/gu, " ")).filter(Boolean)
  const longest = Math.max(...rows.map((row) => row.length))
  if (longest >= longEnough && rows.slice(0, -1).every((row) => row.length > 0.7 * longest)) return [schema.text(rows.reduce(together))]
  return rows.flatMap((row, at) => [...(at ? [schema.node("hard_break")] : []), schema.text(row)])
}

/* A word that was divided at the end of its line is one again; in "natur- och kultur" nothing was divided. */
function together(before, after) {
  const isDivided = /\p{Ll}\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after) && !/^(?:och|eller|samt|respektive|and|or)\b/u.test(after)
  return isDivided ? before.slice(0, -1) + after : `${before} ${after}`
}
