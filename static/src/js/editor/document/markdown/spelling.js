/* How a block was written before: its sign of lists, its line ends, its spaces in tables. When something in it changes,
   the rest keeps its letters, as long as the whole is read as it should. */
import diff from "fast-diff"
import { readsAs } from "./reading.js"
import { writeBlock } from "./writing.js"

const longest = 30_000

/* The source of `node`, which takes the place of `before` (or of nothing). `options`: see writeBlock. */
export function spell(node, before, context, options = {}) {
  const all = { references: context.references, ...options }
  const { text } = writeBlock(node, all)
  if (!before || text.length > longest || before.text.length > longest) return text
  const was = writeBlock(before.node, all).text
  const kept = was === before.text ? text : merged(was, before.text, text)
  return kept === text || !readsAs(node, context, kept) ? text : kept
}

/* What turned `base` into `ours` and what turned it into `theirs`, both; where they meet, theirs. */
function merged(base, ours, theirs) {
  const hunks = hunksBetween(base, theirs)
  const kept = hunksBetween(base, ours).filter((own) => !hunks.some((other) => own.from < other.to && other.from < own.to || own.from === other.from && own.to === other.to))
  const all = [...hunks, ...kept].sort((one, other) => one.from - other.from || one.to - other.to)
  let text = ""
  let at = 0
  for (const { from, to, letters } of all) {
    text += base.slice(at, from) + letters
    at = Math.max(at, to)
  }
  return text + base.slice(at)
}

function hunksBetween(base, other) {
  const hunks = []
  let at = 0
  let open = null
  for (const [kind, text] of diff(base, other)) {
    if (kind === 0) {
      at += text.length
      open = null
      continue
    }
    if (!open) hunks.push((open = { from: at, to: at, letters: "" }))
    if (kind === 1) open.letters += text
    else at = open.to += text.length
  }
  return hunks
}

/* The sign that a list of the source has. */
function signsOf(text) {
  const [, bullet, delimiter] = /^ *(?:([-+*])|\d+([.)]))(?: |$)/u.exec(text ?? "") ?? []
  return { bullet, delimiter }
}

/* The signs for a list that takes the place of `before`: two lists beside each other would be one if they were the same. */
export function signsApart(before, neighbours) {
  const own = signsOf(before?.text)
  const taken = neighbours.map(signsOf)
  const free = (name, ...all) => all.find((sign) => sign && !taken.some((other) => other[name] === sign)) ?? all.at(-1)
  return { bullet: free("bullet", own.bullet, "-", "*", "+"), delimiter: free("delimiter", own.delimiter, ".", ")") }
}
