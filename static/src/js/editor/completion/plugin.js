/* Names offered in the rich view. */
import { Plugin } from "prosemirror-state"
import { begunIn } from "./signs.js"
import { Completion } from "./completion.js"

const furthest = 80

/* `piece()` makes the list, `source` finds the names, `home` is what the list is put into. */
export function completionPlugin({ piece, source, home }) {
  let completion = null
  return new Plugin({
    view(view) {
      completion = new Completion({
        source,
        home,
        piece: piece(),
        owner: view.dom,
        place: ({ from }) => view.coordsAtPos(from),
        take: (one, begun) => take(view, one, begun)
      })
      return {
        update: (_, before) => {
          if (before.doc.eq(view.state.doc) && before.selection.eq(view.state.selection)) return
          completion.seek(view.hasFocus() && view.editable ? begunAt(view.state) : null)
        },
        destroy: () => completion.destroy()
      }
    },
    props: {
      handleDOMEvents: {
        keydown: (_, event) => completion.press(event),
        blur: () => {
          completion.close()
          return false
        }
      }
    }
  })
}

function begunAt({ selection }) {
  const { $head, empty } = selection
  const { parent, parentOffset } = $head
  if (!empty || !parent.inlineContent || parent.type.spec.code || $head.marks().some((mark) => mark.type.spec.code)) return null
  const begun = begunIn(parent.textBetween(Math.max(0, parentOffset - furthest), parentOffset, undefined, "\ufffc"))
  return begun && { ...begun, from: $head.pos - begun.length }
}

function take(view, one, { sort, from }) {
  const { state } = view
  const { schema } = state
  const to = state.selection.head
  const after = state.doc.textBetween(to, Math.min(to + 2, state.selection.$head.end()))
  const end = to + (sort === "links" && after === "]]" ? 2 : 0)
  const node = sort === "mentions" ? schema.text(`@${one.written} `) : linkTo(one, schema)
  view.dispatch(state.tr.replaceWith(from, end, node).scrollIntoView())
  view.focus()
}

/* By its name where that can stand in double brackets, or else by its address. */
function linkTo({ name, address, is_label: isLabel }, schema) {
  return isLabel ? schema.node("wiki_link", { target: name, label: "" }) : schema.text(name, [schema.marks.link.create({ href: address })])
}
