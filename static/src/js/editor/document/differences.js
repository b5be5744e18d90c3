/* The least that must change in a document so that a block becomes another: carets beside it stay, undo goes on working. */
import { Fragment, Slice } from "prosemirror-model"
import diff from "fast-diff"
import { sameEnds } from "./alignment.js"

/* Changes { from, to, content } or { at, attrs }, in order. */
export function differences(old, fresh, position, found = []) {
  if (old.eq(fresh)) return found
  if (old.type !== fresh.type) found.push({ from: position, to: position + old.nodeSize, content: Fragment.from(fresh) })
  else {
    if (!old.sameMarkup(fresh)) found.push({ from: position, at: position, attrs: fresh.attrs })
    if (old.isTextblock) inText(old, fresh, position + 1, found)
    else if (!old.isLeaf) inChildren(old.content.content, fresh.content.content, position + 1, found)
  }
  return found
}

export function apply(tr, changes) {
  for (const { from, to, content, at, attrs } of changes.toReversed()) {
    if (content) tr.replace(from, to, new Slice(content, 0, 0))
    else tr.setNodeMarkup(at, null, attrs)
  }
  return tr
}

/* Nodes of which some were changed, some came and some went. */
export function inChildren(olds, news, position, found) {
  if (!olds.length && !news.length) return
  const [start, end] = sameEnds(olds, news, (old, fresh) => old.eq(fresh))
  position += olds.slice(0, start).reduce((sum, node) => sum + node.nodeSize, 0)
  const gone = olds.slice(start, olds.length - end)
  const come = news.slice(start, news.length - end)
  if (gone.length === come.length) {
    for (const [index, node] of gone.entries()) {
      differences(node, come[index], position, found)
      position += node.nodeSize
    }
  } else {
    const [old, fresh] = [gone[0], come[0]]
    const isKin = old && fresh && old.type === fresh.type && !old.isLeaf
    if (isKin) differences(old, fresh, position, found)
    const size = gone.reduce((sum, node) => sum + node.nodeSize, 0)
    const from = position + (isKin ? old.nodeSize : 0)
    found.push({ from, to: position + size, content: Fragment.fromArray(come.slice(isKin ? 1 : 0)) })
  }
}

const lettersOf = (node) => node.textBetween(0, node.content.size, "", "\uFFFC")

function inText(old, fresh, position, found) {
  const hunks = []
  let [at, reached] = [0, 0]
  for (const [kind, { length }] of diff(lettersOf(old), lettersOf(fresh))) {
    if (kind < 0) hunks.push({ from: at, to: at + length, content: Fragment.empty })
    if (kind > 0) hunks.push({ from: at, to: at, content: fresh.content.cut(reached, reached + length) })
    if (kind <= 0) at += length
    if (kind >= 0) reached += length
  }
  const changed = hunks.reduceRight((content, { from, to, content: put }) => content.cut(0, from).append(put).append(content.cut(to)), old.content)
  const all = changed.eq(fresh.content) ? hunks : between(old.content, fresh.content)
  found.push(...all.map(({ from, to, content }) => ({ from: position + from, to: position + to, content })))
}

/* The words are the same and their marks are not, somewhere. */
function between(old, fresh) {
  const from = old.findDiffStart(fresh)
  const { a, b } = old.findDiffEnd(fresh)
  const overlap = Math.max(0, from - Math.min(a, b))
  return [{ from, to: a + overlap, content: fresh.cut(from, b + overlap) }]
}
