/* Writing down what is said at a meeting: Enter keeps the line and empties the field at once; the line stays in sight, marked,
   until the server has it. Without this file the form sends one line at a time and comes back.

   <div data-controller="meeting-lines" data-meeting-lines-key-value="…"> a form, a list `waiting`, a list `kept`, a template `line` */
import { Controller } from "@hotwired/stimulus"
import { LineQueue } from "../line_queue.js"
import { sendLine } from "../send_line.js"

export default class extends Controller {
  static targets = ["form", "waiting", "kept", "line", "state"]
  static values = { key: String, allKept: String, waiting: String, signedOut: String, pause: { type: Number, default: 5000 } }

  connect() {
    const person = document.body.dataset.person ?? "guest"
    this.queue = new LineQueue(`${person}:${this.keyValue}`, (line) => sendLine(this.formTarget, line))
    this.queue.lines.forEach((line) => this.#show(line))
    window.addEventListener("online", this.flush)
    if (this.queue.lines.length) this.flush()
  }

  disconnect() {
    clearTimeout(this.timer)
    window.removeEventListener("online", this.flush)
  }

  write(event) {
    event.preventDefault()
    const { words, who } = this.formTarget.elements
    words.focus()
    if (!words.value.trim()) return
    const line = { key: crypto.randomUUID(), words: words.value.trim(), who: who.value.trim() }
    this.queue.add(line)
    words.value = who.value = ""
    this.#show(line)
    this.flush()
  }

  takeBack(event) {
    const item = event.target.closest("li")
    const line = this.queue.lines.find((one) => one.key === item.dataset.key)
    if (line) Object.assign(this.formTarget.elements.words, { value: line.words }).focus()
    this.queue.drop(item.dataset.key)
    this.#remove(item.dataset.key)
  }

  flush = async () => {
    clearTimeout(this.timer)
    const told = await this.queue.flush((key, html) => this.#kept(key, html), (key, fault) => this.#refused(key, fault))
    if (told === "busy") return
    this.stateTarget.textContent = this[`${told === "kept" ? "allKept" : told}Value`]
    if (told !== "kept" && this.element.isConnected) this.timer = setTimeout(this.flush, this.pauseValue)
  }

  #show(line) {
    const item = this.lineTarget.content.firstElementChild.cloneNode(true)
    item.dataset.key = line.key
    item.querySelector(".meeting-line-words").textContent = line.words
    item.querySelector(".meeting-line-who").textContent = line.who
    this.waitingTarget.prepend(item)
    this.waitingTarget.hidden = false
    if (line.fault) this.#refused(line.key, line.fault)
  }

  #kept(key, html) {
    this.#remove(key)
    const line = new DOMParser().parseFromString(html, "text/html").querySelector("li")
    if (line && !document.getElementById(line.id)) this.keptTarget.prepend(line)
  }

  #refused(key, fault) {
    const item = this.#item(key)
    if (!item) return
    item.querySelector(".meeting-line-fault").textContent = fault
    item.querySelector("button").hidden = false
  }

  #remove(key) {
    this.#item(key)?.remove()
    this.waitingTarget.hidden = !this.waitingTarget.children.length
  }

  #item(key) {
    return [...this.waitingTarget.children].find((one) => one.dataset.key === key)
  }
}
