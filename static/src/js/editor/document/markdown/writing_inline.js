/* The words of a paragraph with their marks. As few signs as possible are escaped; when that is read otherwise, more. */
import { build } from "./build.js"
import { contentOf, runsOf } from "./runs.js"
import { Words } from "./words.js"

const ways = [
  { em: "*", strong: "**" },
  { em: "_", strong: "**" },
  { em: "*", strong: "**", isCareful: true },
  { em: "_", strong: "**", isCareful: true },
  { em: "*", strong: "__", isCareful: true },
  { em: "*", strong: "**", isCareful: true, isByNumber: true }
]
const anyNote = { has: (label) => label !== undefined }
const plain = /^[\p{L}\p{N}][\p{L}\p{N}, ]*$/u

/* { text, segments } of a node that holds words, whose content begins at `position`. */
export function writeInline(node, position, options) {
  const context = { notes: anyNote, references: options.references ?? new Set() }
  const runs = runsOf(node)
  const content = contentOf(runs)
  const written = (way) => new Words(position, { ...options, ...way, isHeading: node.type.name === "heading" }).write(runs, node.textContent)
  if (options.isHasty || runs.every((run) => run.text !== undefined && !run.marks.length && plain.test(run.text))) return written(ways[0])
  for (const way of ways) {
    const candidate = written(way)
    if (isReadAs(candidate.text, content, context)) return candidate
  }
  return written(ways[2])
}

function isReadAs(text, content, context) {
  try {
    return build({ tag: "paragraph", text }, context).content.eq(content)
  } catch {
    return false
  }
}
