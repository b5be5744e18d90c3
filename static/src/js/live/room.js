/* A form that several write in at once: its texts, each in a session of its own, and the saving of a version. */
import { PlainSurface } from "../editor/plain/plain_surface.js"
import { Door } from "./door.js"
import { ended } from "./endings.js"
import { Field } from "./field.js"
import { KeptWords } from "./kept_words.js"
import { undoOwn } from "./own_undo.js"

const patience = { writing: 10_000, away: 2000 }

export class Room {
  isSaving = false

  /* `texts` are the form's text fields with what each began from; `action` is where it is sent by those who write alone. */
  constructor(form, { address, action, texts, panel, person }) {
    Object.assign(this, { form, action, panel })
    this.door = new Door(address, form.elements.csrf_token, { person })
    this.fields = texts.map(({ element, base }) => new Field({
      element, base, name: element.name, door: this.door, room: this,
      surface: element.editor ?? new PlainSurface(element),
      kept: new KeptWords(person, this.door.address.pathname, element.name)
    }))
    const { signal } = (this.leaving = new AbortController())
    form.addEventListener("submit", this.#save, { signal, capture: true })
    form.addEventListener("turbo:submit-end", this.#answered, { signal })
    form.addEventListener("editor:ready", this.#dressed, { signal })
    for (const act of ["keydown", "beforeinput"]) form.addEventListener(act, this.#undo, { signal })
    window.addEventListener("pagehide", () => this.fields.forEach((field) => field.goodbye()), { signal })
    this.fields.forEach((field) => field.joining.begin())
  }

  changed() {
    this.panel.changed(this.fields ?? [])
  }

  say(word, facts) {
    this.panel.tell(this.panel.word(word, facts))
  }

  offer(field, sentence, text, done) {
    this.panel.give(field, sentence, text, done)
  }

  leave() {
    this.leaving.abort()
    this.form.setAttribute("action", this.action)
    this.fields.forEach((field) => field.leave())
    this.panel.destroy()
  }

  /* The form is sent when the server has every word, and becomes a version of all who wrote. */
  #save = async (event) => {
    const live = this.fields.find((field) => field.joined && field.state !== "closed")
    if (this.isSaving || !live || event.submitter?.hasAttribute("formaction")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.isWaiting) return
    this.isWaiting = true
    // A form cannot be sent anew while its sending is being told of.
    await new Promise((resolve) => setTimeout(resolve))
    const isSettled = await this.#settled()
    this.isWaiting = false
    if (!isSettled) return this.panel.refuse("not_saved")
    this.isSaving = true
    this.form.setAttribute("action", this.door.of(live.joined.session, "version").pathname)
    this.form.requestSubmit(event.submitter)
  }

  async #settled() {
    const began = Date.now()
    for (;;) {
      // A form does not let itself be sent while it tells that it is being sent.
      await new Promise((resolve) => setTimeout(resolve, 20))
      const open = this.fields.filter((field) => field.state !== "closed")
      open.forEach((field) => field.binding.pull())
      if (open.every((field) => field.isSettled)) return true
      const isAway = open.some((field) => field.state === "away")
      if (Date.now() - began > (isAway ? patience.away : patience.writing)) return false
    }
  }

  #answered = ({ detail }) => {
    if (detail.success) return
    this.isSaving = false
    this.form.setAttribute("action", this.action)
    for (const field of this.fields) if (field.closing) ended(field, field.closing)
  }

  /* The rich view has come in place of the plain one. */
  #dressed = ({ target, detail }) => {
    const field = this.fields.find(({ element }) => target === element || target.contains(element))
    if (!field || !detail) return
    const before = field.binding.surface
    field.binding.use(detail)
    before.destroy()
  }

  #undo = (event) => this.fields.forEach((field) => undoOwn(field, event))
}
