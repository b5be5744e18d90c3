/* What leads somewhere becomes a link as soon as one has written it to its end: an address at the space or the new line after it,
   or when one leaves the text; a name at the second bracket. Backspace takes that back, as for other signs. */
import { InputRule, inputRules } from "prosemirror-inputrules"
import { Plugin, PluginKey } from "prosemirror-state"
import { addressOrNull } from "./document/markdown/addresses.js"
import { wikiLinkAt } from "./document/markdown/spans.js"
import { schema } from "./document/schema.js"

const { link, code } = schema.marks
const key = new PluginKey("written links")

export const writtenLinks = () => [
  inputRules({
    rules: [
      new InputRule(/\S+\s$/u, spaced, { inCodeMark: false }),
      new InputRule(/\[\[[^[\]\n]+\]\]$/u, named, { inCodeMark: false })
    ]
  }),
  new Plugin({
    key,
    // Only what was written just now: a text that the caret merely stood in is left as it is.
    state: { init: () => false, apply: (tr, isWriting) => (tr.docChanged ? !tr.getMeta("others") : isWriting && !tr.selectionSet) },
    props: {
      handleKeyDown: (view, event) => {
        if (event.key === "Enter") finish(view)
        return false
      },
      handleDOMEvents: {
        blur: (view) => {
          finish(view)
          return false
        }
      }
    }
  })
]

function finish(view) {
  const { state, editable } = view
  const tr = editable && key.getState(state) ? linkedBefore(state) : null
  if (tr) view.dispatch(tr)
}

function spaced({ tr }, [written], start, end) {
  return linked(tr, written.slice(0, -1), start)?.insertText(written.at(-1), end) ?? null
}

/* The address that ends where the caret stands, as a link. */
export function linkedBefore({ tr, selection: { $from, empty } }) {
  const { parent, parentOffset } = $from
  if (!empty || !parent.isTextblock || parent.type.spec.code || !parent.type.allowsMarkType(link)) return null
  const [written] = /\S*$/u.exec(parent.textBetween(0, parentOffset, undefined, "\ufffc"))
  return linked(tr, written, $from.pos - written.length)
}

function linked(tr, written, start) {
  for (let at = 0; at < written.length; at += 1) {
    const { href, shown } = addressOrNull(written, at) ?? {}
    const [from, to] = [start + at, start + at + (shown?.length ?? 0)]
    if (href && mayBear(tr.doc, from, to)) return tr.addMark(from, to, link.create({ href }))
  }
  return null
}

function mayBear(doc, from, to) {
  return doc.resolve(from).parent.type.allowsMarkType(link) && !doc.rangeHasMark(from, to, link) && !doc.rangeHasMark(from, to, code)
}

function named({ tr, doc }, [written], start, end) {
  const found = nameOrNull(written)
  const $start = doc.resolve(start)
  if (!found || !$start.parent.canReplaceWith($start.index(), doc.resolve(end).indexAfter(), schema.nodes.wiki_link)) return null
  return tr.replaceWith(start, end, schema.node("wiki_link", found.attrs))
}

function nameOrNull(written) {
  try {
    return wikiLinkAt(written, 0)
  } catch {
    return null
  }
}
