/* The words of a paragraph, divided where their marks change: runs of { text or node, position, marks }, the marks with
   the outermost first. Marks do not begin or end at white space, since Markdown has no way to write that. */
import { Fragment } from "prosemirror-model"
import { schema } from "../schema.js"

const { code } = schema.marks
export function runsOf(node) {
  const pieces = trimmedAround(piecesOf(node))
  for (const piece of pieces) piece.marks = piece.marks.filter((mark) => mark.type !== code || piece.text !== undefined)
  agreeInCode(pieces)
  orderMarks(pieces)
  return merged(pieces)
}

/* The content that the runs stand for. */
export const contentOf = (runs) =>
  Fragment.fromArray(
    runs.map(({ text, node, marks }) => {
      const worn = marks.reduce((set, mark) => mark.addToSet(set), [])
      return node ? node.mark(worn) : schema.text(text, worn)
    })
  )

/* A heading and a cell have one line, whatever was put in them. */
function piecesOf(parent) {
  const [pieces, isOneLine] = [[], parent.type.name !== "paragraph"]
  parent.forEach((node, offset) => {
    const isBreak = node.type.name === "hard_break"
    if (isBreak && isOneLine) return pieces.push({ text: " ", position: offset, marks: [], isSpace: true, isEdge: true })
    if (!node.isText) return pieces.push({ node, position: offset, marks: [...node.marks], isSpace: isBreak, isEdge: isBreak })
    let at = offset
    for (const text of node.text.split(/(^\s+|\s+$)/u).filter(Boolean)) {
      pieces.push({ text: text.replace(/[\n\t]/gu, " "), position: at, marks: [...node.marks], isSpace: !text.trim(), isEdge: /^[ \n\t]+$/u.test(text) })
      at += text.length
    }
    return null
  })
  return withoutEdges(pieces)
}

/* No space stands before the first word of a line, and no break after the last. */
function withoutEdges(pieces) {
  let [from, to] = [0, pieces.length]
  while (from < to && pieces[from].isEdge) from += 1
  while (to > from && pieces[to - 1].node?.type.name === "hard_break") to -= 1
  return pieces.slice(from, to).filter((piece, index, all) => piece.node || !piece.isEdge || all[index - 1]?.node?.type.name !== "hard_break")
}

function trimmedAround(pieces) {
  const trim = (piece, beside) => {
    if (piece.isSpace) piece.marks = piece.marks.filter((mark) => mark.type.name === "link" || beside?.marks.some((other) => other.eq(mark)))
  }
  pieces.forEach((piece, index) => trim(piece, pieces[index - 1]))
  pieces.toReversed().forEach((piece, index, all) => trim(piece, all[index - 1]))
  return pieces
}

/* Code has no marks within, so the first part of it decides for all. */
function agreeInCode(pieces) {
  const isCode = (piece) => piece?.marks.some((mark) => mark.type === code)
  pieces.forEach((piece, index) => {
    if (isCode(piece) && isCode(pieces[index - 1])) piece.marks = pieces[index - 1].marks
  })
}

/* What goes on longest stands outermost, and what stands already is not ended before it must be. */
function orderMarks(pieces) {
  let open = []
  pieces.forEach((piece, index) => {
    const length = (mark) => {
      let end = index + 1
      while (end < pieces.length && pieces[end].marks.some((other) => other.eq(mark))) end += 1
      return mark.type === code ? 0 : end
    }
    const ended = open.findIndex((mark) => !piece.marks.some((other) => other.eq(mark)))
    const kept = ended < 0 ? open : open.slice(0, ended)
    const begun = piece.marks.filter((mark) => !kept.some((other) => other.eq(mark)))
    const lengths = new Map(begun.map((mark) => [mark, length(mark)]))
    open = [...kept, ...begun.sort((one, other) => lengths.get(other) - lengths.get(one))]
    piece.marks = open
  })
  pieces.forEach((piece, index) => {
    if (!piece.isSpace) return
    const [before, next] = [pieces[index - 1]?.marks ?? [], pieces[index + 1]?.marks ?? []]
    const ended = before.findIndex((mark, at) => !next[at]?.eq(mark) || !piece.marks.some((own) => own.eq(mark)))
    piece.marks = ended < 0 ? before : before.slice(0, ended)
  })
}

function merged(pieces) {
  return pieces.reduce((runs, piece) => {
    const before = runs.at(-1)
    const isSame = before?.text !== undefined && piece.text !== undefined && sameMarks(before.marks, piece.marks)
    if (isSame) before.text += piece.text
    else runs.push({ ...piece })
    return runs
  }, [])
}

const sameMarks = (one, other) => one.length === other.length && one.every((mark, index) => mark.eq(other[index]))
