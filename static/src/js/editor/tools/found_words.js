/* Words that one looks for, marked in the rich view. */
import { Plugin, PluginKey, TextSelection } from "prosemirror-state"
import { Decoration, DecorationSet } from "prosemirror-view"

export const foundKey = new PluginKey("found")

export const foundWords = () =>
  new Plugin({
    key: foundKey,
    state: {
      init: () => ({ sought: "", at: 0, ranges: [] }),
      apply: (tr, was) => {
        const asked = tr.getMeta(foundKey)
        if (!asked && !(tr.docChanged && was.sought)) return was
        const { sought, at } = { ...was, ...asked }
        const ranges = rangesOf(tr.doc, sought)
        return { sought, ranges, at: ranges.length ? ((at % ranges.length) + ranges.length) % ranges.length : 0 }
      }
    },
    props: {
      decorations(state) {
        const { ranges, at } = this.getState(state)
        const dress = ({ from, to }, index) => Decoration.inline(from, to, { class: index === at ? "found-words found-now" : "found-words" })
        return ranges.length ? DecorationSet.create(state.doc, ranges.map(dress)) : null
      }
    }
  })

/* Looks for the words from where the caret stands, or goes `step` on among them. */
export function seek(view, { sought, step = 0 }) {
  const was = foundKey.getState(view.state)
  const isNew = sought !== was.sought
  const first = isNew ? rangesOf(view.state.doc, sought).findIndex(({ from }) => from >= view.state.selection.from) : was.at + step
  view.dispatch(view.state.tr.setMeta(foundKey, { sought, at: Math.max(isNew ? 0 : -1, first) }))
  const now = foundKey.getState(view.state)
  const range = now.ranges[now.at]
  if (range) view.domAtPos(range.from).node.parentElement?.scrollIntoView({ block: "nearest" })
  return { at: range ? now.at + 1 : 0, number: now.ranges.length }
}

export function stopSeeking(view) {
  const { ranges, at } = foundKey.getState(view.state)
  const { tr } = view.state
  if (ranges[at]) tr.setSelection(TextSelection.create(tr.doc, ranges[at].from, ranges[at].to))
  view.dispatch(tr.setMeta(foundKey, { sought: "", at: 0 }))
}

/* A letter of a block stands where it stands in the text: what is no letter counts as one. */
function rangesOf(doc, sought) {
  const wanted = sought.toLowerCase()
  const ranges = []
  if (!wanted) return ranges
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, "", "\uFFFC").toLowerCase()
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
      ranges.push({ from: pos + 1 + from, to: pos + 1 + from + wanted.length })
    }
    return false
  })
  return ranges
}
