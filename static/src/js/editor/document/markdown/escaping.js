/* Which signs of a text would be read as marks, and therefore get a backslash before them. */
import { addressOrNull } from "./addresses.js"
import { columns } from "./patterns.js"
import { escapable } from "./spans.js"

const lineStart = /^(?:#{1,6}(?: |$)|>|[-+*](?: |$)|=+ *$|-+ *$|~~~|(?:[-*_] *){3,}$|\[[^\]]*\]:|\[[ xX]\](?: |$))/u
const numbered = /^\d{1,9}[.)](?: |$)/u
const isWord = (sign) => /[\p{L}\p{N}]/u.test(sign ?? "")
const isSpace = (sign) => sign === undefined || /\s/u.test(sign)

/* The places to escape. `line`: whether the text begins a line of its own; `whole`: all words of the paragraph. */
export function placesToEscape(text, { isLineStart, isCell, isHeading, isLink, isCareful, isEnd, isBeforeBracket, isByNumber, whole }) {
  const places = new Set()
  for (let at = 0; at < text.length; at += 1) {
    const needs = signs[text[at]]
    if (needs?.({ text, at, before: text[at - 1], after: text[at + 1], isCell, isLink, isCareful, whole })) places.add(at)
  }
  if (isBeforeBracket && text.endsWith("!")) places.add(text.length - 1)
  if (!isLink || isCareful) for (const at of inAddresses(text)) places.add(at)
  if (isLineStart && lineStart.test(text)) places.add(0)
  if (isLineStart && columns.test(text.trim()) && text.includes("|")) places.add(0)
  if (isLineStart && numbered.test(text)) places.add(/[.)]/u.exec(text).index)
  if (isByNumber) for (const at of [0, text.length - 1]) if (escapable.test(text[at])) places.add(at)
  if (isHeading && isEnd && /(?:^| )#+ *$/u.test(text)) places.add(text.lastIndexOf("#"))
  return places
}

const signs = {
  "\\": ({ after }) => after === undefined || after === "\n" || escapable.test(after),
  "`": () => true,
  "*": ({ before, after, isCareful }) => isCareful || !(isSpace(before) && isSpace(after)),
  _: ({ before, after, isCareful }) => isCareful || !((isWord(before) && isWord(after)) || (isSpace(before) && isSpace(after))),
  "~": ({ before, after, isCareful }) => isCareful || before === "~" || after === "~",
  "[": ({ before, after, isLink, isCareful, whole }) => isLink || isCareful || before === "!" || "[^".includes(after ?? "[") || whole.includes("]("),
  "]": ({ isLink, isCareful }) => isLink || isCareful,
  "!": ({ after, isCareful }) => after === "[" && isCareful,
  "<": ({ text, at, isCareful }) => isCareful || /^<(?:[a-z][a-z\d+.-]*:\/\/|[^<> !]+@)/iu.test(text.slice(at)),
  "&": ({ text, at, isCareful }) => isCareful || /^&(?:#|[a-z\d]*;)/iu.test(text.slice(at)) || at === text.length - 1,
  "|": ({ isCell }) => isCell
}

/* An address that is meant as words is broken at the sign that makes it one. */
function inAddresses(text) {
  const places = []
  for (let at = 0; at < text.length; at += 1) {
    const shown = addressOrNull(text, at)?.shown
    if (!shown) continue
    const sign = /:\/\/|(?<=^www)\.|@/iu.exec(shown)
    places.push(at + sign.index)
    at += shown.length - 1
  }
  return places
}
