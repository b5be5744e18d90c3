/* Several letters that come at once, as when one dictates or a browser fills the field in, may be Markdown, as they may in the
   plain field. What is only words is left to be written as words. */
import { Fragment, Slice } from "prosemirror-model"
import { Plugin } from "prosemirror-state"
import { parse } from "../document/parse.js"

export const writtenAtOnce = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          if (event.inputType !== "insertText" || (event.data?.length ?? 0) < 2 || view.composing || !view.editable) return false
          const { spec } = view.state.selection.$from.parent.type
          const blocks = spec.code || spec.tableRole ? [] : parse(event.data).content.content
          if (blocks.every(isPlain) && blocks.length < 2) return false
          event.preventDefault()
          view.dispatch(view.state.tr.replaceSelection(Slice.maxOpen(Fragment.from(blocks), false)).scrollIntoView())
          return true
        }
      }
    }
  })

const isPlain = (node) => node.type.name === "paragraph" && node.children.every((child) => child.isText && !child.marks.length)
