/* Keeps what is typed in a form until it is saved, and gives it back after a lost connection, a closed tab or a flat battery.

   <form data-controller="autosave" data-autosave-key-value="roadmap/7/block/3" data-autosave-version-value="12">
     <div data-autosave-target="notice" hidden>… <p data-autosave-target="stale" hidden>…</p>
       <button type="button" data-action="autosave#discard">…</button></div> */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"
import { Draft } from "../drafts.js"
import { areSame, beganOf, beginFrom, fill, isChanged, originalOf, valuesOf } from "../form_values.js"

export default class extends Controller {
  static targets = ["notice", "stale"]
  // A form that settles what two have written holds the words of both: a draft of one side would undo that.
  static values = { key: String, version: String, settles: Boolean, wait: { type: Number, default: 400 } }

  connect() {
    this.began = beganOf(this.element)
    this.draft = new Draft(`${document.body.dataset.person ?? "guest"}:${this.keyValue}`, this.versionValue)
    this.#restore()
    this.element.addEventListener("input", this.#changed)
    this.element.addEventListener("submit", this.#sent)
    this.element.addEventListener("turbo:submit-end", this.#answered)
    window.addEventListener("pagehide", this.#keep)
  }

  disconnect() {
    this.#keep()
    this.element.removeEventListener("input", this.#changed)
    this.element.removeEventListener("submit", this.#sent)
    this.element.removeEventListener("turbo:submit-end", this.#answered)
    window.removeEventListener("pagehide", this.#keep)
  }

  discard() {
    this.#forget()
    fill(this.element, originalOf(this.element))
    beginFrom(this.element, this.began)
    if (this.hasNoticeTarget) this.noticeTarget.hidden = true
    this.element.querySelector("textarea, input:not([type=hidden]), select")?.focus()
  }

  #restore() {
    if (this.settlesValue) return
    const kept = this.draft.read()
    if (!kept || kept.isSaved) return this.draft.drop()
    if (areSame(kept.values, originalOf(this.element))) return this.#hasErrors() || this.draft.drop()
    fill(this.element, kept.values)
    // A draft of before these were kept is known by its version alone.
    beginFrom(this.element, kept.began ?? [["based_on", kept.version]])
    if (this.hasStaleTarget) this.staleTarget.hidden = !kept.isStale
    if (!this.hasNoticeTarget) return
    this.noticeTarget.hidden = false
    announce(this.noticeTarget.textContent.replace(/\s+/gu, " ").trim())
  }

  #changed = () => {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.#keep, this.waitValue)
  }

  #keep = () => {
    if (!this.timer) return
    this.#stop()
    if (isChanged(this.element)) this.draft.keep(valuesOf(this.element), { began: beganOf(this.element) })
    else this.draft.drop()
  }

  #sent = () => {
    this.#stop()
    this.draft.keep(valuesOf(this.element), { began: beganOf(this.element), isSent: true })
  }

  #answered = (event) => {
    if (event.detail.success && !ledToSignIn(event.detail.fetchResponse)) this.#forget()
    else this.draft.keep(valuesOf(this.element), { began: beganOf(this.element) })
  }

  #forget() {
    this.#stop()
    this.draft.drop()
  }

  #stop() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  #hasErrors() {
    return this.element.querySelector("[aria-invalid=true]") !== null
  }
}

/* A session may end while one writes: the answer is then a page to sign in on, and nothing was saved. */
function ledToSignIn(answer) {
  const signIn = document.querySelector("meta[name=sign-in]")?.content
  return Boolean(signIn && answer?.redirected) && answer.location.pathname === signIn
}
