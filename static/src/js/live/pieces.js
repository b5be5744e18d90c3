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
