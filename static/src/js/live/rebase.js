/* What one changed in a text that others changed meanwhile, put into theirs: no words are lost, none stand twice. */
import { changesBetween, mapOffset } from "../editor/document/offsets.js"

const lastWords = 30

export function rebase(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs
  if (theirs === base) return mine
  const moved = changesBetween(base, theirs)
  const left = survivors(moved)
  let at = 0
  let written = 0
  let text = ""
  const upTo = (place) => {
    if (place <= written) return
    text += theirs.slice(written, place)
    written = place
  }
  for (const [kind, piece] of changesBetween(base, mine)) {
    if (kind === 1) {
      upTo(mapOffset(moved, at))
      text += piece
      continue
    }
    if (kind === -1) {
      for (const [from, length] of within(left, at, at + piece.length)) {
        upTo(from)
        written = Math.max(written, from + length)
      }
    }
    at += piece.length
  }
  return text + theirs.slice(written)
}

/* What one's own text is seen as a change of when one goes on in a version of it. That is kept without the space at its end,
   which whoever is writing there has put in for their next word. */
export function goneOnFrom(shown, theirs) {
  const words = shown.trimEnd()
  return theirs.endsWith(words.slice(-lastWords)) ? words : shown
}

/* The stretches of the old text that are still there: where they were, and where they are. */
function survivors(changes) {
  let before = 0
  let after = 0
  return changes.flatMap(([kind, { length }]) => {
    if (kind <= 0) before += length
    if (kind >= 0) after += length
    return kind === 0 ? [{ start: before - length, end: before, now: after - length }] : []
  })
}

/* What is left of a piece of the old text, as places and lengths in the new one. */
function within(stretches, from, to) {
  return stretches
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end, now }) => [now + Math.max(from - start, 0), Math.min(end, to) - Math.max(start, from)])
}
