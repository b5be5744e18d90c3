/* The page that looks like the result, as a surface: ProseMirror over Markdown whose untouched blocks keep their letters. */
import { history } from "prosemirror-history"
import { EditorState, TextSelection } from "prosemirror-state"
import { EditorView } from "prosemirror-view"
import { LockWords } from "./lock_words.js"
import { changesBetween, mapOffset } from "./offsets.js"
import { othersCarets, showOthers } from "./others_carets.js"
import { Places } from "./places.js"
import { Sources } from "./sources.js"
import { Surface } from "./surface.js"
import { takeIn } from "./taking_in.js"

export class RichSurface extends Surface {
  #sources = new Sources()
  #places = new Places(this.#sources)
  #people = []
  #isLocked = false

  /* `attributes` of the element that is written in; `plugins` come before those that every rich surface has. */
  constructor(mount, { source, attributes = {}, plugins = [], nodeViews = {} }) {
    super()
    const doc = this.#sources.read(source)
    this.view = new EditorView(mount, {
      state: EditorState.create({ doc, plugins: [...plugins, history(), othersCarets()] }),
      attributes: { role: "textbox", "aria-multiline": "true", ...attributes },
      nodeViews,
      editable: () => !this.#isLocked,
      dispatchTransaction: (tr) => this.#take(tr),
      handleDOMEvents: { focus: () => this.#moved(), blur: () => this.#moved() }
    })
    this.why = new LockWords(this.view.dom)
  }

  get source() {
    return this.#sources.all(this.view.state.doc).source
  }

  get selection() {
    const { doc, selection: { anchor, head } } = this.view.state
    if (!this.view.hasFocus()) return null
    return { anchor: this.#places.offsetOf(doc, anchor), head: this.#places.offsetOf(doc, head) }
  }

  select(anchor, head = anchor) {
    const { tr, doc } = this.view.state
    this.view.dispatch(tr.setSelection(this.#between(doc, anchor, head)).scrollIntoView())
  }

  replace(source) {
    const { state } = this.view
    const old = this.source
    if (source === old) return
    const { anchor, head } = state.selection
    const isText = state.selection instanceof TextSelection
    const [from, to] = isText ? [anchor, head].map((position) => this.#places.offsetOf(state.doc, position)) : []
    const tr = state.tr.setMeta("addToHistory", false).setMeta("others", true)
    const remember = takeIn(tr, this.#sources, source)
    remember(tr.doc)
    if (isText && tr.docChanged) {
      const changes = changesBetween(old, source)
      const kept = placeIn(state.doc, tr.doc, anchor, head)
      tr.setSelection(kept ?? this.#between(tr.doc, mapOffset(changes, from), mapOffset(changes, to)))
    }
    this.#take(tr)
    this.#draw()
  }

  show(people) {
    this.#people = people
    this.#draw()
  }

  lock(sentence) {
    this.#isLocked = Boolean(sentence)
    this.view.setProps({})
    this.view.dom.setAttribute("aria-readonly", String(this.#isLocked))
    this.why.say(sentence)
  }

  focus() {
    this.view.focus()
  }

  destroy() {
    this.why.say(null)
    this.view.destroy()
  }

  #take(tr) {
    const { doc } = this.view.state
    const state = this.view.state.apply(tr)
    const known = tr.getMeta("others") ? tr.doc : doc
    if (state.doc !== known) this.#sources.update(known, state.doc)
    this.view.updateState(state)
    if (!state.doc.eq(known)) this.dispatchEvent(new Event("input"))
    if (tr.docChanged || tr.selectionSet) this.#moved()
  }

  #moved() {
    this.dispatchEvent(new Event("select"))
  }

  #draw() {
    const { tr, doc } = this.view.state
    const last = this.source.length
    const at = (place) => this.#places.positionOf(doc, Math.min(place, last))
    this.view.dispatch(showOthers(tr, this.#people.map((person) => ({ ...person, anchor: at(person.anchor), head: at(person.head) }))))
  }

  #between(doc, anchor, head) {
    const [from, to] = [anchor, head].map((place) => doc.resolve(this.#places.positionOf(doc, place)))
    return TextSelection.between(from, to)
  }
}

/* The selection within a block that stayed as it was. */
function placeIn(before, after, anchor, head) {
  const { index, offset } = before.content.findIndex(anchor)
  const node = before.maybeChild(index)
  if (!node || head < offset || head > offset + node.nodeSize) return null
  let start = 0
  for (const other of after.content.content) {
    if (other === node) return TextSelection.between(after.resolve(start + anchor - offset), after.resolve(start + head - offset))
    start += other.nodeSize
  }
  return null
}
