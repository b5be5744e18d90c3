/* A button of the toolbar that opens a list of commands. Arrows go up and down in it, Escape closes it. */
export class ToolbarMenu {
  constructor(element, toolbar) {
    this.element = element
    this.toolbar = toolbar
    this.button = element.querySelector("[aria-haspopup]")
    this.list = element.querySelector("[role=menu]")
    this.now = element.querySelector("[data-part$='-now']")
    this.button.addEventListener("click", ({ detail }) => (this.isOpen ? this.close() : this.open({ takesFocus: detail === 0 })))
    element.addEventListener("keydown", this.#keyed)
    element.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !element.contains(relatedTarget) && this.close())
  }

  get isOpen() {
    return !this.list.hidden
  }

  get items() {
    return [...this.list.querySelectorAll("[role^=menuitem]")].filter((item) => !item.hidden && (item.checkVisibility?.() ?? true))
  }

  /* A press by hand leaves the caret in the text, and the keyboard of a phone where it is. */
  open({ at = 0, takesFocus = true } = {}) {
    this.toolbar.close()
    this.list.hidden = false
    this.button.setAttribute("aria-expanded", "true")
    this.#keepInside()
    if (takesFocus) this.items.at(at)?.focus()
    document.addEventListener("pointerdown", this.#pressedOutside)
  }

  close({ givesBack = false } = {}) {
    if (!this.isOpen) return
    this.list.hidden = true
    this.button.setAttribute("aria-expanded", "false")
    document.removeEventListener("pointerdown", this.#pressedOutside)
    if (givesBack) this.button.focus()
  }

  /* A menu of which one thing is chosen says which. */
  show() {
    if (!this.now) return
    const chosen = this.list.querySelector("[aria-checked=true]") ?? this.list.querySelector("[role^=menuitem]")
    this.now.textContent = chosen.firstElementChild.textContent
  }

  #keyed = (event) => {
    const { items } = this
    const at = items.indexOf(event.target)
    if (event.target === this.button && ["ArrowDown", "ArrowUp"].includes(event.key)) this.open({ at: event.key === "ArrowUp" ? -1 : 0 })
    else if (at < 0) return
    else if (event.key === "Escape") this.close({ givesBack: true })
    else if (event.key === "Tab") return this.close()
    else if (event.key in steps) items[steps[event.key](at, items.length)].focus()
    else if (event.key.length === 1 && event.key !== " ") this.#leap(items, at, event.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #leap(items, at, letter) {
    const begins = (item) => item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase())
    ;[...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins)?.focus()
  }

  /* A menu at the end of a narrow page opens towards the middle. */
  #keepInside() {
    this.list.style.translate = ""
    const { left, right } = this.list.getBoundingClientRect()
    const wide = document.documentElement.clientWidth
    const moved = right > wide - 8 ? Math.max(8 - left, wide - 8 - right) : Math.max(0, 8 - left)
    if (moved) this.list.style.translate = `${moved}px 0`
  }

  #pressedOutside = ({ target }) => {
    if (!this.element.contains(target)) this.close()
  }
}

const steps = {
  ArrowDown: (at, number) => (at + 1) % number,
  ArrowUp: (at, number) => (at - 1 + number) % number,
  Home: () => 0,
  End: (at, number) => number - 1
}
