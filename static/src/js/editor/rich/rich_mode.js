/* Writing on a page that looks like the result: the rich view, with the commands of the toolbar, its keys and signs. */
import { gapCursor } from "prosemirror-gapcursor"
import { closeHistory } from "prosemirror-history"
import { Plugin } from "prosemirror-state"
import { tableEditing } from "prosemirror-tables"
import { commands, statesIn } from "../commands/commands.js"
import { foundWords, seek, stopSeeking } from "../tools/found_words.js"
import { writtenSigns } from "./input_rules.js"
import { headingView } from "./heading_view.js"
import { keysOf } from "../commands/keys.js"
import { dropLink, linkAt, mayLink, putLink } from "../commands/link_command.js"
import { askForLink } from "../tools/link_dialog.js"
import { RichSurface } from "./rich_surface.js"
import { taskView } from "./task_view.js"
import { writtenAtOnce } from "./written_at_once.js"
import { writtenLinks } from "../written_links.js"

export class RichMode {
  name = "rich"

  /* `bound`: the commands with keys. `own`: { command: act } of the editor. `moved()` is called when the buttons are to be shown anew. */
  constructor(place, { source, attributes, tools, bound, own, extras, plugins, moved }) {
    this.tools = tools
    this.own = own
    this.surface = new RichSurface(place, {
      source,
      attributes,
      nodeViews: { list_item: taskView(place.dataset.taskDone), heading: headingView },
      plugins: [
        ...writtenLinks(),
        keysOf(bound, (name) => this.run(name), extras),
        writtenSigns(),
        writtenAtOnce(),
        ...plugins,
        foundWords(),
        tableEditing(),
        gapCursor(),
        new Plugin({ view: () => ({ update: moved }) })
      ]
    })
  }

  get view() {
    return this.surface.view
  }

  get states() {
    return statesIn(this.view.state)
  }

  could(name) {
    if (!this.view.editable && !["find", "keys", "markdown"].includes(name)) return false
    if (name === "link") return mayLink(this.view.state)
    return !(name in commands) || commands[name](this.view.state, undefined, this.view)
  }

  run(name) {
    if (name in this.own) return this.own[name]() !== false
    if (!this.could(name)) return false
    if (name === "link") this.#link()
    else this.#do(name)
    return true
  }

  seek(what) {
    return seek(this.view, what)
  }

  stopSeeking() {
    stopSeeking(this.view)
    this.surface.focus()
  }

  /* Each command is one thing to undo. The caret is in the text again, wherever the command was chosen. */
  #do(name) {
    const { view } = this
    const isStep = !["undo", "redo"].includes(name)
    commands[name](view.state, (tr) => view.dispatch(isStep ? closeHistory(tr) : tr), view)
    if (!view.hasFocus()) view.focus()
  }

  #link() {
    const begun = linkAt(this.view.state)
    const act = (command) => command(this.view.state, this.view.dispatch)
    askForLink(this.tools, begun, {
      take: (given) => act(putLink(begun, given)),
      drop: () => act(dropLink(begun)),
      then: () => this.surface.focus()
    })
  }
}
