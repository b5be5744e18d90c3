/* Single keys at the desk: j and k go on and back, x chooses, a leads to what can be done. Whoever speaks to the machine,
   or presses keys by mistake, turns them off; the browser remembers it. */
import { Controller } from "@hotwired/stimulus"

const REMEMBERED = "desk-keys"

export default class extends Controller {
  static targets = ["row", "next", "previous", "acts", "help", "switch"]

  connect() {
    for (const help of this.helpTargets) help.hidden = !hasKeys()
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
    const here = this.rowTargets.findIndex((row) => row.closest("li").contains(document.activeElement))
    return focus(this.rowTargets[here < 0 ? 0 : here + by])
  }

  #choose() {
    return follow(document.activeElement?.closest("li")?.querySelector("input[name=point]"))
  }

  #act() {
    const acts = this.actsTargets.flatMap((one) => [...one.querySelectorAll("a[href], button, textarea, summary")])
    return focus(acts.find((one) => one.checkVisibility?.() ?? true))
  }
}

function follow(element) {
  element?.click()
  return Boolean(element)
}

function focus(element) {
  element?.focus()
  return Boolean(element)
}

/* Where there is only a finger, the switch would be in the way, and so the keys rest too. */
const hasKeys = () => window.matchMedia?.("(any-pointer: fine)").matches ?? true
const isOn = () => hasKeys() && localStorage.getItem(REMEMBERED) !== "off"

function writes(element) {
  return Boolean(element?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]"))
}
