/* Square brackets: links, pictures, wiki links, notes that are referred to, and brackets that are just that. */
import { ownPicture } from "../schema_inline.js"
import { doubt } from "./doubt.js"
import { targetAt, wikiLinkAt } from "./spans.js"

export const brackets = {
  "["(scan) {
    const link = wikiLinkAt(scan.text, scan.at)
    if (link) return scan.add({ node: "wiki_link", attrs: link.attrs }, link.length)
    const [whole, label] = /^\[\^([^\]]*)\]/u.exec(scan.text.slice(scan.at, scan.at + 80)) ?? []
    if (scan.context.notes.has(label)) {
      if (/[\\`]/u.test(label)) doubt()
      return scan.add({ node: "footnote_reference", attrs: { label } }, whole.length)
    }
    scan.open.push({ index: scan.items.length, from: scan.at + 1, isPicture: false })
    return scan.add({ text: "[" }, 1)
  },

  "!"(scan) {
    if (scan.text[scan.at + 1] !== "[" || wikiLinkAt(scan.text, scan.at + 1)) return false
    scan.open.push({ index: scan.items.length, from: scan.at + 2, isPicture: true })
    return scan.add({ text: "![" }, 2)
  },

  "]"(scan) {
    const opening = scan.open.pop()
    if (!opening) return false
    const words = scan.text.slice(opening.from, scan.at)
    if (scan.context.references.has(words.split(/\s+/u).join(" ").trim().toLowerCase())) doubt()
    if (scan.text[scan.at + 1] !== "(") return scan.add({ text: "]" }, 1)
    const { length, ...target } = targetAt(scan.text, scan.at + 1)
    const items = scan.items.splice(opening.index).slice(1)
    return scan.add(opening.isPicture ? picture(items, target) : link(items, target), length + 1)
  }
}

function link(items, { href, title }) {
  const inner = items.map((item) => {
    if (item.link || item.isAngled || item.node || /[[\]]/u.test(item.fixed ? "" : item.text ?? "")) doubt()
    return item.address ? plain(item) : item
  })
  return inner.length ? { link: { href, title }, items: inner, fixed: true } : doubt()
}

/* Within a link an address is words as others. */
function plain({ text }) {
  return /[*_~]/u.test(text) ? doubt() : { text }
}

/* What is said for a picture is words alone. */
function picture(items, { href, title }) {
  const isPlain = items.every((item) => item.text !== undefined && !item.code && !item.isEntity && !/[[\]]/u.test(item.fixed ? "" : item.text))
  const alt = items.map((item) => item.text).join("").trim()
  if (!isPlain || !alt || !ownPicture.test(href)) doubt()
  return { node: "image", attrs: { src: href, alt, title } }
}
