/* Where a place in a text is after the text was changed. Offsets count UTF-16 units. */
import diff from "fast-diff"

/* What became of the old text on its way to the new one: pieces [-1 taken out | 0 kept | 1 put in, text]. Which of two like
   letters is the new one the texts do not tell, but the caret does, which stands after what was written: `caret` in the new. */
export function changesBetween(old, text, caret) {
  if (caret === undefined) return diff(old, text)
  const put = Math.max(0, text.length - old.length)
  return diff(old, text, { oldRange: { index: Math.max(0, caret - put), length: 0 }, newRange: { index: caret, length: 0 } })
}

/* What is put in exactly at the place comes after it: others' words do not push the caret along. */
export function mapOffset(changes, offset) {
  let before = 0
  let after = 0
  for (const [kind, { length }] of changes) {
    if (kind === 1) {
      if (before === offset) return after
      after += length
      continue
    }
    if (offset < before + length) return kind === 0 ? after + offset - before : after
    before += length
    if (kind === 0) after += length
  }
  return after
}

/* A half of a character (a lone surrogate) would become something else on its way over the net. */
export function whole(text) {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD")
}
