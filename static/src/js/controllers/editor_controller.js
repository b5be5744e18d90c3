/* A field for longer texts becomes a page that looks like the result, as soon as somebody means to write in it. What is heavy
   is fetched then, and not before. Without it, and until it is there, the plain field is all that is needed.

   <div class="editor"><textarea data-controller="editor" data-editor-size-value="small"></textarea></div>

   Tells `editor:ready` with the editor, which is also `element.editor`; whoever needs it sends `editor:wanted`. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static values = { size: String }

  connect() {
    const { element } = this
    this.listeners = new AbortController()
    const on = (target, names, act) => names.forEach((name) => target.addEventListener(name, act, { signal: this.listeners.signal }))
    this.isHeld = false
    on(element, ["pointerenter"], () => this.#load())
    on(element, ["focus", "editor:wanted"], this.#mount)
    on(element, ["pointerdown", "compositionstart"], () => { this.isHeld = true })
    on(document, ["pointerup", "pointercancel"], this.#letGo)
    on(element, ["compositionend"], this.#letGo)
    on(document, ["turbo:before-cache"], this.#unmount)
    on(document, ["turbo:before-render"], this.#giveWay)
    on(document, ["turbo:render"], this.#comeBack)
    if (document.activeElement === element) this.#mount()
  }

  disconnect() {
    this.listeners.abort()
    this.#unmount()
  }

  #load() {
    this.loading ??= Promise.all([import("../editor/mount.js"), this.#tools()])
    this.loading.catch(() => { this.loading = null })
    return this.loading
  }

  async #tools() {
    const { toolsOf } = await import("../editor/tools/tools.js")
    return toolsOf()
  }

  #mount = async () => {
    if (this.element.editor) return
    this.isWanted = true
    const [{ mount }, tools] = await this.#load().catch(() => [{}])
    if (!mount || !this.isWanted || this.isHeld || this.element.editor || !this.element.isConnected) return
    this.isWanted = false
    this.element.editor = mount(this.element, tools)
    this.dispatch("ready", { prefix: "editor", detail: this.element.editor })
    if (this.sizeValue !== "small") this.#tellOthers()
  }

  /* Whoever writes in one text of a form sees all of them as they will look. */
  #tellOthers() {
    const others = this.element.form?.querySelectorAll("[data-controller~=editor]:not([data-editor-size-value=small])") ?? []
    for (const other of others) if (!other.editor) other.dispatchEvent(new Event("editor:wanted"))
  }

  /* A press or a letter under way comes to its end in the field where it began. */
  #letGo = () => {
    if (!this.isHeld) return
    this.isHeld = false
    if (this.isWanted) setTimeout(this.#mount)
  }

  /* A page that is shown anew around the field knows nothing of the editor. */
  #giveWay = () => {
    this.hadEditor = Boolean(this.element.editor)
    this.#unmount()
  }

  #comeBack = () => {
    if (this.hadEditor) this.#mount()
    this.hadEditor = false
  }

  #unmount = () => {
    this.isWanted = false
    this.element.editor?.destroy()
    delete this.element.editor
  }
}
