/* Which signs of emphasis belong together. A run must end what was begun last, as long as it is; anything less tidy is
   left to be seen as Markdown, since readers of Markdown differ there. */
import { doubt } from "./doubt.js"

const apart = "\u0002"
const isSpace = (sign) => /\s/u.test(sign)
const isWordly = (sign) => /[\p{L}\p{N}_]/u.test(sign)
const isMark = (sign) => sign !== apart && /[\p{P}\p{S}]/u.test(sign)

export function pairDelimiters(items) {
  const flat = []
  const marks = items.map(() => [])
  /* The server pairs what is struck out when it has paired the rest. */
  for (const signs of ["*_", "~"]) {
    const open = []
    items.forEach((item, index) => signs.includes(item.delimiter ?? "-") && close(item, index, itemEnds(items, index, signs === "~"), open, marks))
    if (open.some((run) => run.left !== run.length || run.isPassed)) doubt()
  }
  for (const [index, item] of items.entries()) {
    const own = marks[index]
    if (item.link) flat.push(...pairDelimiters(item.items).map((run) => withMarks(run, [...own, { type: "link", attrs: item.link }])))
    else if (item.delimiter) flat.push({ text: item.delimiter.repeat(item.length - (item.used ?? 0)), marks: own })
    else if (item.node) flat.push({ node: item.node, attrs: item.attrs, marks: own })
    else flat.push({ text: item.text, marks: [...own, ...marksOf(item)] })
  }
  return flat.filter((run) => run.text !== "")
}

const withMarks = (run, marks) => ({ ...run, marks: [...run.marks, ...marks] })

function marksOf({ address, code }) {
  if (code) return [{ type: "code" }]
  return address ? [{ type: "link", attrs: { href: address, title: "" } }] : []
}

/* The signs on both sides, "" where there is nothing. A pair that was found already is an element by then. */
function itemEnds(items, index, isLater) {
  const end = (item, at) => {
    if (!item) return ""
    if (item.fixed || item.node) return apart
    if (!item.delimiter || !isLater || item.used !== item.length) return item.delimiter ?? item.text.at(at)
    return item[at < 0 ? "opens" : "closes"] ? "" : apart
  }
  return [end(items[index - 1], -1), end(items[index + 1], 0)]
}

function powersOf({ delimiter: sign, length }, before, after) {
  const mayOpen = after !== "" && !isSpace(after)
  const mayClose = before !== "" && !isSpace(before)
  if (sign === "*") return [mayOpen, mayClose]
  if (sign === "_") return [mayOpen && !isWordly(before), mayClose && !isWordly(after)]
  if (length === 1) return [false, false]
  if (length > 2) doubt()
  const isEdge = (one) => one === "" || one === apart || isSpace(one) || isMark(one)
  return [mayOpen && (!isMark(after) || isEdge(before)), mayClose && (!isMark(before) || isEdge(after))]
}

function close(item, index, [before, after], open, marks) {
  const [mayOpen, mayClose] = powersOf(item, before, after)
  if (item.length > 3 && (mayOpen || mayClose)) doubt()
  let left = item.length
  while (mayClose && left) {
    const top = open.at(-1)
    if (top?.sign !== item.delimiter) {
      if (open.some((run) => run.sign === item.delimiter)) doubt()
      break
    }
    if (left < top.left ? top.left !== 3 : left > top.left && left !== 3) {
      if (!mayOpen) doubt()
      top.isPassed = true
      break
    }
    const size = Math.min(left, top.left)
    bear(marks, top, index, size, item.delimiter)
    item.closes = top.item.opens = true
    item.used = (item.used ?? 0) + size
    top.item.used = (top.item.used ?? 0) + size
    top.left -= size
    left -= size
    if (!top.left) open.pop()
  }
  if (!left || !(mayOpen || item.used)) return
  if (!mayOpen) doubt()
  open.push({ sign: item.delimiter, item, index, left, length: left })
}

const kinds = { 1: ["em"], 2: ["strong"], 3: ["strong", "em"] }

function bear(marks, opening, index, size, sign) {
  const types = (sign === "~" ? ["strike"] : kinds[size]).map((type) => ({ type }))
  const [around, own] = [marks[opening.index], marks[index]]
  if (sign === "~" && (around.length !== own.length || around.some((mark, at) => mark !== own[at]))) doubt()
  for (let at = opening.index + 1; at < index; at += 1) marks[at].unshift(...types)
}
