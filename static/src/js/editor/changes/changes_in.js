/* What became of one row of words on its way to another. */
import diff from "fast-diff"

const most = 40_000

/* [{ removed: text, added: [{ from, to }], shaped: [{ from, to }], at }] in the order of the new text. */
export function changesIn(before, after) {
  if (before.length + after.length > most) return []
  const changes = []
  let now = 0
  for (const { kind, tokens } of together(piecesOf(before, after))) {
    if (kind === 0) changes.push(null)
    else {
      if (!changes.at(-1)) changes.push({ removed: "", added: [], shaped: [], at: placeOf(after, now) })
      const change = changes.at(-1)
      if (kind < 0) change.removed += tokens.map(({ text }) => text).join("")
      else for (const token of tokens) add(change, token)
    }
    if (kind >= 0) now += tokens.length
  }
  return changes.filter(Boolean)
}

/* Block by block first, so that a paragraph that stayed is not torn apart; then word by word in those that changed. */
function piecesOf(before, after) {
  const pieces = pairs(blocksOf(before), blocksOf(after))
  return pieces.flatMap((piece, at) => {
    const tokens = piece.tokens.flatMap((block) => block.tokens)
    const next = pieces[at + 1]
    if (piece.kind < 0 && next?.kind > 0) return pairs(tokens, next.tokens.flatMap((block) => block.tokens))
    return piece.kind > 0 && pieces[at - 1]?.kind < 0 ? [] : [{ kind: piece.kind, tokens }]
  })
}

function blocksOf(tokens) {
  const blocks = []
  for (const token of tokens) {
    if (token.isBlock || !blocks.length) blocks.push({ key: "", tokens: [] })
    blocks.at(-1).key += `${token.key}\u0002`
    blocks.at(-1).tokens.push(token)
  }
  return blocks
}

function pairs(before, after) {
  const [one, other] = asLetters(before, after)
  let [old, now] = [0, 0]
  return diff(one, other).map(([kind, { length }]) => {
    const tokens = kind < 0 ? before.slice(old, old + length) : after.slice(now, now + length)
    if (kind <= 0) old += length
    if (kind >= 0) now += length
    return { kind, tokens }
  })
}

/* A space between two words that changed changes with them. */
function together(pieces) {
  return pieces.flatMap((piece, at) => {
    const isSpace = piece.kind === 0 && piece.tokens.length === 1 && !piece.tokens[0].isBlock && !piece.tokens[0].text.trim()
    const isBetween = [-1, 1].every((kind) => changed(pieces, at, -1, kind)) && [-1, 1].every((kind) => changed(pieces, at, 1, kind))
    return isSpace && isBetween ? [{ ...piece, kind: -1 }, { ...piece, kind: 1 }] : [piece]
  })
}

/* Whether there is a piece of this kind between a place and the next that stayed. */
function changed(pieces, at, step, kind) {
  for (let next = at + step; pieces[next]?.kind; next += step) if (pieces[next].kind === kind) return true
  return false
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
