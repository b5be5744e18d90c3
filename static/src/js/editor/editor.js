/* What one writes with: a toolbar around the rich view, or around the plain text field. The field of the form is always in step,
   so that saving, drafts and advice need not know of any of this; it is also what is left behind. */
import { EditorFrame } from "./editor_frame.js"
import { FieldKeeper } from "./field_keeper.js"
import { PlainMode } from "./plain/plain_mode.js"
import { preferred, prefer } from "./preferred_mode.js"
import { RichMode } from "./rich/rich_mode.js"
import { StandIn } from "./stand_in.js"

export class Editor extends StandIn {
  /* `aids(editor)` gives what helps while one writes: { plugins, commands, destroy() }. */
  constructor(field, tools, { aids = () => null } = {}) {
    super()
    Object.assign(this, { field, tools })
    this.keeper = new FieldKeeper(field, this.#fieldChanged)
    this.addEventListener("input", this.#keep)
    this.frame = new EditorFrame(this)
    this.aids = aids(this)
    this.#enter(preferred())
  }

  get element() {
    return this.frame.root
  }

  /* The view of ProseMirror, or null where Markdown is written. */
  get view() {
    return this.mode.view ?? null
  }

  replace(source, changes) {
    super.replace(source, changes)
    this.#keep()
  }

  lock(sentence) {
    super.lock(sentence)
    this.frame.show()
  }

  run(command) {
    return this.mode.run(command)
  }

  /* "rich" or "markdown". */
  write(name) {
    const { selection } = this
    prefer(name)
    this.#leave()
    this.#enter(name)
    this.focus()
    if (selection) this.select(selection.anchor, selection.head)
  }

  destroy() {
    this.keeper.destroy()
    this.aids?.destroy()
    this.#leave()
    this.rich?.surface.destroy()
    this.frame.destroy()
  }

  #enter(name) {
    this.mode = name === "markdown" ? new PlainMode(this.field, this.frame.given) : this.#page()
    this.use(this.mode.surface)
    this.frame.enter(this.mode)
  }

  /* The page stays while Markdown is written, with what can be undone there. */
  #page() {
    if (this.rich) this.rich.surface.replace(this.field.value)
    this.rich ??= new RichMode(this.frame.page, this.frame.given)
    return this.rich
  }

  #leave() {
    this.frame.leave(this.mode)
    this.mode.leave?.()
    this.stopUsing()
  }

  /* What is typed in the plain field is told of by its own surface; the rest are the words of whoever sits here, too. */
  #fieldChanged = (source, how) => {
    if (this.source !== source) this.surface.replace(source)
    this.frame.count(source)
    if (this.mode.name === "rich" || how !== "input") this.dispatchEvent(new Event("input"))
  }

  #keep = () => {
    this.keeper.keep(this.source)
    this.frame.count(this.source)
  }
}
