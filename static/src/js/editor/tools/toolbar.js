/* A row of buttons as one stop on the way of the Tab key: arrows, Home and End go along it, and the button that one left is the
   one that one comes back to. A press leaves the caret where it is in the text. */
import { asAttribute, asWords } from "../commands/key_names.js"
import { ToolbarMenu } from "./toolbar_menu.js"

export class Toolbar {
  constructor(element, { run, could }) {
    this.element = element
    this.run = run
    this.could = could
    this.menus = [...element.querySelectorAll(".editor-menu")].map((menu) => new ToolbarMenu(menu, this))
    for (const button of element.querySelectorAll("[data-keys]:not([data-keys=''])")) tell(button)
    element.addEventListener("mousedown", (event) => event.preventDefault())
    element.addEventListener("click", this.#pressed)
    element.addEventListener("keydown", this.#keyed)
    element.addEventListener("focusin", ({ target }) => this.stops.includes(target) && this.#stopAt(target))
    this.#stopAt(this.stops[0])
  }

  get commands() {
    return [...this.element.querySelectorAll("[data-command]")]
  }

  /* The buttons that are there to be pressed now: not what is left out of small fields, nor what lies in a menu. */
  get stops() {
    return [...this.element.querySelectorAll(".editor-tool")].filter((button) => !button.closest("[hidden]") && isLaidOut(button))
  }

  focus() {
    this.stops.find((button) => button.tabIndex === 0)?.focus()
  }

  /* `states`: what is on where the caret stands. */
  show(states) {
    for (const one of this.commands) {
      const { command } = one.dataset
      for (const name of ["aria-pressed", "aria-checked"]) if (one.hasAttribute(name)) one.setAttribute(name, Boolean(states[command]))
      const could = this.could(command)
      one.setAttribute("aria-disabled", !could)
      if (one.getAttribute("role") === "menuitem") one.hidden = !could
    }
    for (const menu of this.menus) menu.show()
    if (!this.stops.some((button) => button.tabIndex === 0)) this.#stopAt(this.stops[0])
  }

  close() {
    for (const menu of this.menus) menu.close()
  }

  #pressed = ({ target }) => {
    const button = target.closest("[data-command]")
    if (!button || button.getAttribute("aria-disabled") === "true") return
    this.close()
    this.run(button.dataset.command)
  }

  #keyed = (event) => {
    if (!this.stops.includes(event.target)) return
    const { stops } = this
    const at = stops.indexOf(event.target)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1 + stops.length, Home: 0, End: stops.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    stops[next % stops.length].focus()
  }

  #stopAt(button) {
    for (const one of this.element.querySelectorAll(".editor-tool")) one.tabIndex = one === button ? 0 : -1
  }
}

function isLaidOut(button) {
  return button.checkVisibility?.() ?? true
}

function tell(button) {
  const { keys } = button.dataset
  button.setAttribute("aria-keyshortcuts", asAttribute(keys))
  if (button.title) button.title += ` (${asWords(keys)})`
}
