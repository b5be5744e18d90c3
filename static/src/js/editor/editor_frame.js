/* The pieces around a text: the toolbar above it, the page in its place, how many words below it. */
import { FindBar } from "./tools/find_bar.js"
import { ownCommands } from "./commands/own_commands.js"
import { RichPlace } from "./rich/rich_place.js"
import { Toolbar } from "./tools/toolbar.js"
import { partOf } from "./tools/tools.js"
import { WordCount } from "./tools/word_count.js"

export class EditorFrame {
  constructor(editor) {
    const { field, tools } = editor
    this.editor = editor
    this.root = field.closest(".editor")
    this.top = tools.piece("top")
    this.page = tools.piece("page")
    this.foot = tools.piece("foot")
    this.counter = new WordCount(partOf(this.foot, "count"), field.maxLength)
    const hint = Object.assign(partOf(this.foot, "hint"), { id: `${field.id}-hint` })
    this.place = new RichPlace(editor, this.page, hint, (sentence) => this.counter.warn(sentence))
    this.toolbar = new Toolbar(partOf(this.top, "toolbar"), {
      run: (name) => editor.run(name),
      could: (name) => editor.mode?.could(name) ?? true
    })
    field.before(this.top)
    field.after(this.foot)
    this.counter.show(field.value, { now: true })
  }

  /* What a way of writing needs to know. */
  get given() {
    const { editor } = this
    return {
      source: editor.field.value,
      attributes: this.place.attributes,
      tools: editor.tools,
      bound: this.toolbar.commands.filter((one) => one.dataset.keys).map((one) => [one.dataset.command, one.dataset.keys]),
      own: { find: () => this.#find(), ...ownCommands(editor), ...editor.aids?.commands },
      extras: { "Alt-F10": () => this.toolbar.focus(), "Mod-Enter": () => editor.field.form?.requestSubmit() },
      plugins: editor.aids?.plugins ?? [],
      moved: () => this.show()
    }
  }

  enter(mode) {
    this.root.dataset.mode = mode.name
    if (mode.name === "rich") this.place.enter()
    this.show()
  }

  leave(mode) {
    this.finder?.close()
    if (mode.name === "rich") this.place.leave()
    delete this.root.dataset.mode
  }

  show() {
    cancelAnimationFrame(this.shown)
    this.shown = requestAnimationFrame(() => this.toolbar.show(this.editor.mode.states))
  }

  count(source) {
    this.counter.show(source)
  }

  destroy() {
    cancelAnimationFrame(this.shown)
    this.counter.destroy()
    this.toolbar.close()
    for (const part of [this.top, this.foot]) part.remove()
  }

  #find() {
    const stop = () => {
      this.finder = null
      this.editor.mode.stopSeeking()
    }
    if (this.finder) this.finder.focus()
    else this.finder = new FindBar(this.editor.tools, this.top, { seek: (what) => this.editor.mode.seek(what), stop })
  }
}
