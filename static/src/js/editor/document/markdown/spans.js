/* What stands for itself within a line: code, escaped signs, wiki links, entities, and what follows a link's words. */
import { mayLeadThere } from "../schema_inline.js"
import { couldBeAddress } from "./addresses.js"
import { doubt } from "./doubt.js"

export const escapable = /[!-/:-@[-`{-~]/u

/* As many ticks end a piece of code as began it. A run that nothing ends is a sign of the text. */
export function codeAt(text, at) {
  const ticks = /`+/uy
  ticks.lastIndex = at
  const { length } = ticks.exec(text)[0]
  const later = [...text.slice(at + length).matchAll(/`+/gu)]
  const closing = later.find((run) => run[0].length === length)
  if (!closing) return later.length ? doubt() : { text: "`".repeat(length), length, isCode: false }
  const code = text.slice(at + length, at + length + closing.index).trim().replace(/\s*\n\s*/gu, " ")
  return code ? { text: code, length: closing.index + 2 * length, isCode: true } : doubt()
}

const wikiLink = /\[\[([^[\]|\n]{1,200}?)(?:\\?\|([^[\]|\n]{1,200}))?\]\]/uy
const spacesOnly = (text) => text.split(/\s+/u).filter(Boolean).join(" ")

export function wikiLinkAt(text, at) {
  wikiLink.lastIndex = at
  const found = wikiLink.exec(text)
  if (!found) return null
  const target = spacesOnly(found[1])
  const label = (found[2] ?? "").trim()
  if (!target || /[\\`&]/u.test(target) || /[*_~`\\<&!]/u.test(label) || couldBeAddress(label)) doubt()
  if (found[2] !== undefined && !label) doubt()
  return { attrs: { target, label: label === target ? "" : label }, length: found[0].length }
}

const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", shy: "\u00ad", copy: "©", reg: "®", ndash: "–", mdash: "—", hellip: "…", sect: "§", laquo: "«", raquo: "»", euro: "€" }
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z\d]+));/iuy

/* A sign that is written by its number or name. */
export function entityAt(text, at) {
  entity.lastIndex = at
  const found = entity.exec(text)
  if (!found) return null
  const [whole, decimal, hex, name] = found
  const code = decimal ? Number(decimal) : parseInt(hex, 16)
  const sign = name ? named[name] : code >= 32 && code < 0xd800 ? String.fromCodePoint(code) : null
  if (!sign || /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u.test(sign)) doubt()
  return { text: sign, length: whole.length }
}

/* An ampersand that was escaped makes an entity on the server all the same. */
export function looksLikeEntity(items) {
  const seen = items.map((item) => (item.link || item.node || item.code || item.isEntity ? "\u0001" : item.delimiter ? "*" : item.text)).join("")
  return /&(?:#\d+|#x[\da-f]+|[a-z\d]+);/iu.test(seen) || items.some((item) => item.link && looksLikeEntity(item.items))
}

const inParentheses =
  /\((?:<([^<>\s\\`&"]*)>|((?:[^\s<>()\\`"'[\]&]|&(?![#\w]+;)|\((?:[^\s<>()\\`"'[\]&]|&(?![#\w]+;))*\))*))(?: +"([^"'\\`[\]<>&\n()]*)")?\)/uy

/* What stands in parentheses after the words of a link or a picture. */
export function targetAt(text, at) {
  inParentheses.lastIndex = at
  const found = inParentheses.exec(text) ?? doubt()
  const href = found[1] ?? found[2]
  return mayLeadThere(href) ? { href, title: found[3] ?? "", length: found[0].length } : doubt()
}
