/* Pieces of a text, as changes are told and as they travel. */

/* What Yjs tells of a change, as all of the old text in pieces: taken out, kept, and what was put in between. */
export function changesOf(before, delta) {
  let at = 0
  const upTo = (length) => before.slice(at, at += length)
  const told = delta.map((one) => {
    if (one.insert !== undefined) return [1, one.insert]
    return one.delete ? [-1, upTo(one.delete)] : [0, upTo(one.retain)]
  })
  return [...told, [0, before.slice(at)]]
}

/* A long paste goes in pieces, each small enough to be one message; never cut through a character. */
export function pieces(text, longest) {
  const found = []
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + longest, text.length)
    if (end < text.length && isFirstHalf(text.charCodeAt(end - 1))) end -= 1
    found.push(text.slice(at, end))
    at = end
  }
  return found
}

function isFirstHalf(code) {
  return code >= 0xd800 && code <= 0xdbff
}
