/* The page that looks like the result, as a surface: ProseMirror over Markdown whose untouched blocks keep their letters. */
import { history } from "prosemirror-history"
import { EditorState } from "prosemirror-state"
import { EditorView } from "prosemirror-view"
import { islandView } from "./island_view.js"
import { LockWords } from "../lock_words.js"
import { othersCarets, showOthers } from "./others_carets.js"
import { Surface } from "../surface.js"
import { WrittenDocument } from "../document/written_document.js"

export class RichSurface extends Surface {
  #written = new WrittenDocument()
  #people = []
  #areOthersShown = false
  #isLocked = false

  /* `attributes` of the element that is written in; `plugins` come before those that every rich surface has. */
  constructor(mount, { source, attributes = {}, plugins = [], nodeViews = {} }) {
    super()
    const doc = this.#written.read(source)
    this.view = new EditorView(mount, {
      state: EditorState.create({ doc, plugins: [...plugins, history(), othersCarets()] }),
      attributes: { role: "textbox", "aria-multiline": "true", ...attributes },
      nodeViews: { source_island: islandView(mount.dataset.sourceIsland ?? ""), ...nodeViews },
      editable: () => !this.#isLocked,
      dispatchTransaction: (tr) => this.#take(tr),
      handleDOMEvents: { focus: () => this.#moved(), blur: () => this.#moved() }
    })
    this.why = new LockWords(this.view.dom)
  }

  get source() {
    return this.#written.sourceOf(this.view.state.doc)
  }

  get selection() {
    if (!this.view.hasFocus()) return null
    const { doc, selection: { anchor, head } } = this.view.state
    return { anchor: this.#written.offsetOf(doc, anchor), head: this.#written.offsetOf(doc, head) }
  }

  select(anchor, head = anchor) {
    const { tr, doc } = this.view.state
    this.view.dispatch(tr.setSelection(this.#written.between(doc, anchor, head)).scrollIntoView())
  }

  replace(source, changes) {
    this.#catchUp()
    if (source !== this.source) this.#take(this.#written.taken(this.view.state, source, changes))
    this.#draw()
  }

  show(people) {
    this.#people = people
    this.#catchUp()
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
    const before = tr.getMeta("others") ? tr.doc : this.view.state.doc
    const state = this.view.state.apply(tr)
    this.#written.update(before, state.doc)
    this.view.updateState(state)
    if (!state.doc.eq(before)) this.dispatchEvent(new Event("input"))
    if (tr.docChanged || tr.selectionSet) this.#moved()
    if (this.#written.sources.hasRaw(state)) this.#take(this.#written.taken(state, this.source))
  }

  /* What a key has done in the page and the view has not read yet, such as Home: drawing anew would undo it. */
  #catchUp() {
    this.view.domObserver.flush()
  }

  #moved() {
    this.dispatchEvent(new Event("select"))
  }

  #draw() {
    const { tr, doc } = this.view.state
    if (this.#people.length || this.#areOthersShown) this.view.dispatch(showOthers(tr, this.#people, (place) => this.#written.positionOf(doc, place)))
    this.#areOthersShown = this.#people.length > 0
  }
}
