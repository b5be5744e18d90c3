/* Marks within a paragraph. The server finds them kind by kind; here they are found in one go, and where that may not
   come to the same, the reading is given up. What comes out: [{ text } or { node, attrs }, each with its marks]. */
import { addressAt, angledAddressAt } from "./addresses.js"
import { brackets } from "./brackets.js"
import { pairDelimiters } from "./delimiters.js"
import { doubt } from "./doubt.js"
import { codeAt, entityAt, escapable, looksLikeEntity } from "./spans.js"

// eslint-disable-next-line no-control-regex -- these are what is looked for
const unreadable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u

/* `context`: the { notes, references } that the whole text names. */
export function readInline(text, context) {
  if (unreadable.test(text)) doubt()
  const items = new Scan(text.replace(/^ +/u, ""), context).run()
  if (text.includes("&") && looksLikeEntity(items)) doubt()
  return pairDelimiters(items)
}

/* An item is { text }, { node, attrs }, { delimiter }, or { link, items }. What is `fixed` is out of the server's sight
   while it looks for marks beside it. */
class Scan {
  items = []
  open = []
  at = 0

  constructor(text, context) {
    this.text = text
    this.context = context
  }

  run() {
    while (this.at < this.text.length) {
      const sign = this.text[this.at]
      if (!this.#address() && !steps[sign]?.(this)) this.#words(sign)
    }
    return this.items
  }

  add(item, length) {
    this.items.push(item)
    this.at += length
    return true
  }

  #address() {
    const before = this.items.at(-1)
    const found = before?.fixed && !before.isEntity ? addressAt(this.text.slice(this.at), 0) : addressAt(this.text, this.at)
    return found && this.add({ text: found.shown, address: found.href, fixed: true }, found.shown.length)
  }

  #words(sign) {
    const word = /[\p{L}\p{N}]+/uy
    word.lastIndex = this.at
    const text = word.exec(this.text)?.[0] ?? sign
    this.add({ text }, text.length)
  }
}

const steps = {
  ...brackets,
  "\\"(scan) {
    const next = scan.text[scan.at + 1]
    if (next === "\\" && scan.text[scan.at + 2] === "\n") doubt()
    if (next === "\n") return scan.add({ node: "hard_break", attrs: {} }, 2)
    return next && escapable.test(next) && scan.add({ text: next, fixed: true }, 2)
  },
  "`"(scan) {
    const { text, length, isCode } = codeAt(scan.text, scan.at)
    return scan.add(isCode ? { text, code: true, fixed: true } : { text }, length)
  },
  "<"(scan) {
    const found = angledAddressAt(scan.text, scan.at)
    return found && scan.add({ text: found.shown, address: found.href, fixed: true, isAngled: true }, found.length)
  },
  "&"(scan) {
    const found = entityAt(scan.text, scan.at)
    return found && scan.add({ text: found.text, fixed: true, isEntity: true }, found.length)
  },
  " "(scan) {
    const [spaces, line] = /^ *(\n?) */u.exec(scan.text.slice(scan.at))
    if (!line) return scan.add({ text: spaces }, spaces.length)
    return breakLine(scan, spaces)
  },
  "\n": (scan) => breakLine(scan, /^\n */u.exec(scan.text.slice(scan.at))[0])
}
for (const sign of "*_~") steps[sign] = delimiter

/* Two spaces or more at the end of a line break it; one is nothing. */
function breakLine(scan, found) {
  return scan.add(found.indexOf("\n") >= 2 ? { node: "hard_break", attrs: {} } : { text: " " }, found.length)
}

function delimiter(scan) {
  const run = /^(\*+|_+|~+)/u.exec(scan.text.slice(scan.at))[0]
  for (let at = 1; at < run.length && run[0] === "_"; at += 1) if (addressAt(scan.text, scan.at + at)) doubt()
  return scan.add({ delimiter: run[0], length: run.length }, run.length)
}
