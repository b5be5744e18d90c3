/* What became of one row of words on its way to another. */
import diff from "fast-diff"

const most = 40_000

/* [{ removed: text, added: [{ from, to }], shaped: [{ from, to }], at }] in the order of the new text. */
export function changesIn(before, after) {
  if (before.length + after.length > most) return []
  const [one, other] = asLetters(before, after)
  const changes = []
  let [old, now] = [0, 0]
  for (const [kind, { length }] of diff(one, other, undefined, true)) {
    if (kind === 0) changes.push(null)
    const change = changes.at(-1) ?? { removed: "", added: [], shaped: [], at: placeOf(after, now) }
    if (kind !== 0 && !changes.at(-1)) changes.push(change)
    if (kind < 0) change.removed += before.slice(old, old + length).map(({ text }) => text).join("")
    if (kind > 0) for (const token of after.slice(now, now + length)) add(change, token)
    if (kind <= 0) old += length
    if (kind >= 0) now += length
  }
  return changes.filter(Boolean)
}

/* Words next to each other in one block are one piece. */
function add(change, { from, to, isBlock }) {
  const last = change.added.at(-1)
  if (isBlock) change.shaped.push({ from, to })
  else if (last?.to === from) last.to = to
  else change.added.push({ from, to })
}

const placeOf = (tokens, at) => {
  const last = tokens[at - 1]
  if (!last) return tokens[0] ? tokens[0].from + 1 : 1
  return last.isBlock ? last.from + 1 : last.to
}

/* Each different word as a letter, for what compares letters. */
function asLetters(...rows) {
  const letters = new Map()
  const letterOf = (token) => {
    if (!letters.has(token.key)) letters.set(token.key, String.fromCharCode(letters.size < 0xd7ff ? letters.size + 1 : letters.size + 0x801))
    return letters.get(token.key)
  }
  return rows.map((tokens) => tokens.map(letterOf).join(""))
}
