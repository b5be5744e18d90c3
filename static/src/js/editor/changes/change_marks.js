/* While one writes a suggestion: what is new is marked, and what was taken out stands struck where it was. In words too, for
   those who hear the text. The text itself is not touched. */
import { Plugin, PluginKey } from "prosemirror-state"
import { Decoration, DecorationSet } from "prosemirror-view"
import { changesIn } from "./changes_in.js"
import { tokensOf } from "./change_tokens.js"

const pause = 200
// What is said of a link stands beside it, not in it.
const apart = { marks: [], ignoreSelection: true }
const key = new PluginKey("changeMarks")

/* `base`: the document as it was; `words`: { added, removed, shape, end } to be said. */
export function changeMarksPlugin({ base, words }) {
  const before = tokensOf(base)
  const marksIn = (doc) => DecorationSet.create(doc, changesIn(before, tokensOf(doc)).flatMap((change) => drawn(change, words)))
  return new Plugin({
    key,
    state: {
      init: (_, { doc }) => marksIn(doc),
      apply: (tr, marks) => tr.getMeta(key) ?? (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks)
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      let timer
      const draw = () => {
        if (view.composing) return void (timer = setTimeout(draw, pause))
        view.dispatch(view.state.tr.setMeta(key, marksIn(view.state.doc)).setMeta("addToHistory", false))
      }
      return {
        update(_, { doc }) {
          if (doc.eq(view.state.doc)) return
          clearTimeout(timer)
          timer = setTimeout(draw, pause)
        },
        destroy: () => clearTimeout(timer)
      }
    }
  })
}

function drawn({ removed, added, shaped, at }, words) {
  const text = removed.replace(/^\n+|\n+$/gu, "")
  const place = added[0]?.from ?? at
  const reshaped = shaped.filter((block) => !added.some(({ from, to }) => from > block.from && to < block.to))
  return [
    ...(text.trim() ? [Decoration.widget(place, () => struck(text, words), { ...apart, side: -1, key: `-${text}` })] : []),
    ...added.flatMap(({ from, to }) => [
      Decoration.widget(from, () => heard(` [${words.added}: `), { ...apart, side: -1, key: "added" }),
      Decoration.inline(from, to, { nodeName: "ins", class: "change-added" }),
      Decoration.widget(to, () => heard(`${words.end} `), { ...apart, side: 1, key: "end" })
    ]),
    ...reshaped.flatMap(({ from, to }) => [
      Decoration.node(from, to, { class: "change-shaped", title: words.shape }),
      Decoration.widget(from + 1, () => heard(` [${words.shape}] `), { ...apart, side: -1, key: "shape" })
    ])
  ]
}

function struck(text, words) {
  const element = document.createElement("del")
  element.className = "change-removed"
  element.append(heard(` [${words.removed}: `), text, heard(`${words.end} `))
  return element
}

function heard(text) {
  return Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: text })
}
