/* Other people's carets and selections in the rich view. The colour never stands alone: the name is beside it. */
import { Plugin, PluginKey } from "prosemirror-state"
import { Decoration, DecorationSet } from "prosemirror-view"

const key = new PluginKey("others")

export const othersCarets = () =>
  new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => {
        const people = tr.getMeta(key)
        return people ? DecorationSet.create(tr.doc, people.flatMap(decorationsOf)) : set.map(tr.mapping, tr.doc)
      }
    },
    props: { decorations: (state) => key.getState(state) }
  })

/* `people`: [{ key, name, organisation, color, anchor, head }]; `positionOf` finds where in the document a place of the source is. */
export function showOthers(tr, people, positionOf) {
  const placed = people.map((person) => ({ ...person, anchor: positionOf(person.anchor), head: positionOf(person.head) }))
  return tr.setMeta(key, placed).setMeta("addToHistory", false)
}

function decorationsOf(person) {
  const { anchor, head, color } = person
  const from = Math.min(anchor, head)
  const to = Math.max(anchor, head)
  const caret = Decoration.widget(head, () => caretOf(person), { key: `${person.key}-${person.name}-${color}`, side: -1, ignoreSelection: true })
  return from < to ? [Decoration.inline(from, to, { class: `other-selection caret-${color}`, "data-writer": String(color) }), caret] : [caret]
}

function caretOf({ name, organisation, color }) {
  const caret = document.createElement("span")
  caret.className = `other-caret caret-${color}`
  caret.dataset.writer = color
  const label = caret.appendChild(document.createElement("span"))
  label.className = "other-caret-name"
  label.dataset.writer = color
  label.textContent = name
  if (organisation) label.title = organisation
  return caret
}
