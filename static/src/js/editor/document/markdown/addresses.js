/* Addresses that stand in a text as they are, as the server finds them (roadmaps/foundation/prose/addresses.py). */
import { mayLeadThere } from "../schema_inline.js"
import { doubt } from "./doubt.js"

const bare = /(?<![\p{L}\p{N}@.:/+-])(?:((?:https?:\/\/|www\.)[\p{L}\p{N}_][^\s<>|[\]\\`"]+)|([\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})+))/uy
const sentenceMarks = "?!.,:;*_~'|"
const entity = /&(?:#\d+|#x[\da-f]+|[a-z\d]+);/iu

/* The address that begins here: { href, shown }. */
export function addressAt(text, at) {
  bare.lastIndex = at
  const found = bare.exec(text)
  if (!found) return null
  const shown = withoutMarks(found[0])
  const href = found[2] ? `mailto:${shown}` : `${shown.startsWith("www.") ? "https://" : ""}${shown}`
  if (entity.test(shown) || !mayLeadThere(href)) doubt()
  return { href, shown }
}

/* The same for what is being written: where the reading is in doubt, all that could be meant. */
export function addressOrNull(text, at) {
  try {
    return addressAt(text, at)
  } catch {
    return { href: null, shown: /^\S+/u.exec(text.slice(at))[0] }
  }
}

export const couldBeAddress = (text) => /https?:\/\/|www\.|@/u.test(text)

/* A closing bracket belongs to the address only when it was opened there. */
function withoutMarks(address) {
  const count = (sign) => address.split(sign).length - 1
  let excess = count(")") - count("(")
  while (sentenceMarks.includes(address.at(-1)) || (address.endsWith(")") && excess > 0)) {
    if (address.endsWith(")")) excess -= 1
    address = address.slice(0, -1)
  }
  return address
}

const angled = /<(?:(https?:\/\/[^\s<>\\`"[\]&|]+)|([\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+))>/uiy
const perhapsAngled = /<(?:[a-z][a-z0-9+.-]*:\/\/[^<>]*|[^<> !]*@[^@<> ]*|[^\s>]*[<[!`\\][^]*@[^]*)>/iuy

/* An address between angles. */
export function angledAddressAt(text, at) {
  angled.lastIndex = perhapsAngled.lastIndex = at
  const found = angled.exec(text)
  if (!found) return perhapsAngled.test(text) ? doubt() : null
  const shown = found[1] ?? found[2]
  return { href: found[2] ? `mailto:${shown}` : shown, shown, length: found[0].length }
}
