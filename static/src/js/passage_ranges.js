/* Where in a text the words of a quote stand, as a range. The server reads a text in the same way: every run of white
   space is one space, and every tag parts words, except those that stand within one. */
const withinWords = new Set(["A", "ABBR", "B", "CODE", "DEL", "EM", "I", "INS", "MARK", "S", "SPAN", "STRONG", "U"])

export function rangeOf(element, quote, prefix = "") {
  const { text, places } = read(element)
  const start = nearest(text, quote, prefix)
  if (!quote || start < 0) return null
  const [first, last] = [places[start], places[start + quote.length - 1]]
  const range = element.ownerDocument.createRange()
  range.setStart(first.node, first.at)
  range.setEnd(last.node, last.at + 1)
  return range
}

/* The text in one line, and for each of its characters the text node that it is from. */
function read(element) {
  const places = []
  let text = ""
  const add = (letter, node, at) => {
    const space = /\s/u.test(letter)
    if (space && (text === "" || text.endsWith(" "))) return
    text += space ? " " : letter
    places.push({ node, at })
  }
  const walk = (node) => {
    if (node.nodeType === node.TEXT_NODE) {
      for (let at = 0; at < node.data.length; at += 1) add(node.data[at], node, at)
      return
    }
    const parts = node !== element && !withinWords.has(node.tagName)
    const before = places.at(-1)
    if (parts && before) add(" ", before.node, before.at)
    for (const child of node.childNodes) walk(child)
    const after = places.at(-1)
    if (parts && after) add(" ", after.node, after.at)
  }
  walk(element)
  return { text, places }
}

/* Of several places the first whose surroundings are those of the quote. */
function nearest(text, quote, prefix) {
  const before = prefix.trimEnd()
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (text.slice(0, at).trimEnd().endsWith(before)) return at
  }
  return text.indexOf(quote)
}
