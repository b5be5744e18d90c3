/* Single keys at the desk: j and k go on and back, x chooses, a leads to what can be done. Whoever speaks to the machine,
   or presses keys by mistake, turns them off; the browser remembers it. */
import { Controller } from "@hotwired/stimulus"

const REMEMBERED = "desk-keys"

export default class extends Controller {
  static targets = ["row", "next", "previous", "acts", "help", "switch"]

  connect() {
    for (const help of this.helpTargets) help.hidden = false
    for (const one of this.switchTargets) one.checked = isOn()
  }

  press(event) {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes(event.target)) return
    const act = { j: () => this.#step(1), k: () => this.#step(-1), x: () => this.#choose(), a: () => this.#act() }[event.key]
    if (act?.()) event.preventDefault()
  }

  turn({ target }) {
    localStorage.setItem(REMEMBERED, target.checked ? "on" : "off")
  }

  #step(by) {
    if (!this.hasRowTarget) return follow(by > 0 ? this.nextTargets[0] : this.previousTargets[0])
    const rows = this.rowTargets
    const here = rows.findIndex((row) => row.closest("li").contains(document.activeElement))
    const next = rows[here < 0 ? 0 : here + by]
    next?.focus()
    return Boolean(next)
  }

  #choose() {
    const box = document.activeElement?.closest("li")?.querySelector("input[name=point]")
    box?.click()
    return Boolean(box)
  }

  #act() {
    const first = this.hasActsTarget && this.actsTarget.querySelector("a[href], button, textarea, summary")
    if (first) first.focus()
    return Boolean(first)
  }
}

function follow(link) {
  link?.click()
  return Boolean(link)
}

function isOn() {
  return localStorage.getItem(REMEMBERED) !== "off"
}

function writes(element) {
  return Boolean(element?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]"))
}
