/* A line of words on its way into the editor: spaces that only shape the HTML go, as do signs that nobody sees. */

/* Soft hyphens, marks of direction, characters of symbol fonts and of control; a space that holds a number together stays. */
const unseen = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc\ue000-\uf8ff]|[^\P{Cc}\t\n\r]/gu
const loose = /(?<!\d)[\u00a0\u202f]|[\u00a0\u202f](?![\d%])/gu

export const tidy = (text) => text.replace(unseen, "").replace(/[\u2028\u2029]/gu, "\n").replace(loose, " ")

const raised = Object.fromEntries([..."0123456789+-−=()n"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"][at]]))
const lowered = Object.fromEntries([..."0123456789+-−=()"].map((sign, at) => [sign, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][at]]))

/* m² and CO₂ as characters, as far as there are any: Markdown has no other way to say them. */
export function shifted(text, isRaised) {
  const known = isRaised ? raised : lowered
  const signs = [...text.trim()]
  return signs.every((sign) => sign in known) ? signs.map((sign) => known[sign]).join("") : text
}

/* A space alone says nothing yet: it stands if words follow it. */
export class Line {
  constructor(schema) {
    this.schema = schema
    this.rows = [[]]
  }

  words(text, marks) {
    this.rows.at(-1).push({ text: tidy(text).replace(/[\t\n\r ]+/gu, " "), marks })
  }

  add(node) {
    this.rows.at(-1).push({ node, marks: [] })
  }

  break() {
    this.rows.push([])
  }

  /* The content of one paragraph, or of several where rows were left empty between them. */
  take() {
    const paragraphs = [[]]
    for (const row of this.rows.map((pieces) => this.#content(pieces))) {
      if (!row.length) paragraphs.push([])
      else paragraphs.at(-1).push(...(paragraphs.at(-1).length ? [this.schema.node("hard_break")] : []), ...row)
    }
    this.rows = [[]]
    return paragraphs.filter((content) => content.length)
  }

  #content(pieces) {
    const content = []
    let last = null
    let isApart = false
    for (const piece of pieces) {
      const words = piece.text?.trim()
      isApart ||= Boolean(piece.text?.startsWith(" "))
      if (!piece.node && !words) continue
      if (isApart && last) content.push(this.schema.text(" ", common(last, piece)))
      content.push(piece.node ?? this.schema.text(words, piece.marks))
      last = piece
      isApart = Boolean(piece.text?.endsWith(" "))
    }
    return content
  }
}

/* Marks end with their words, so that a space between two has only what both have. */
const common = (one, other) => one.marks.filter((mark) => mark.isInSet(other.marks))
