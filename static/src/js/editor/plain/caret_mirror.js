/* A text field does not tell where on the screen a letter is. A copy of its text, set in the same way and not seen, does:
   others' carets are drawn in it, and one's own line is held still when others write above it. */
const copied = [
  "boxSizing", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "paddingTop", "paddingRight", "paddingBottom",
  "paddingLeft", "fontFamily", "fontSize", "fontStyle", "fontWeight", "fontFeatureSettings", "letterSpacing", "lineHeight", "tabSize",
  "textIndent", "textTransform", "wordSpacing", "hyphens", "direction"
]

export class CaretMirror {
  constructor(field) {
    this.field = field
    this.element = document.createElement("div")
    this.element.className = "caret-mirror"
    this.element.setAttribute("aria-hidden", "true")
    this.text = this.element.appendChild(document.createElement("div"))
    this.text.className = "caret-mirror-text"
    field.after(this.element)
    this.#dress()
    this.sizes = new ResizeObserver(() => this.place())
    this.sizes.observe(field)
    field.addEventListener("scroll", this.place)
  }

  destroy() {
    this.sizes.disconnect()
    this.field.removeEventListener("scroll", this.place)
    this.element.remove()
  }

  /* Lays the copy exactly over the field, wherever the page has put the two. */
  place = () => {
    const { element, field, text } = this
    element.style.inset = "0 auto auto 0"
    const here = element.getBoundingClientRect()
    const there = field.getBoundingClientRect()
    element.style.inset = `${there.top - here.top}px auto auto ${there.left - here.left}px`
    element.style.inlineSize = `${there.width}px`
    element.style.blockSize = `${there.height}px`
    text.style.inlineSize = `${there.width - scrollbarOf(field)}px`
    text.style.translate = `0 ${-field.scrollTop}px`
  }

  fill(nodes) {
    this.text.replaceChildren(...nodes)
    this.place()
  }

  /* The line one writes on stays where it is on the screen, though others write above it: call it before the text changes,
     and what it gives after, with where the place is then. */
  hold(offset) {
    const { field } = this
    const before = this.#heightOf(offset) - field.scrollTop
    return (now) => {
      const inside = field.scrollTop
      const moved = this.#heightOf(now) - inside - before
      if (moved) field.scrollTop += moved
      window.scrollBy(0, moved - (field.scrollTop - inside))
    }
  }

  #heightOf(offset) {
    const kept = [...this.text.childNodes]
    const mark = document.createElement("span")
    mark.textContent = "\u200B"
    this.text.replaceChildren(this.field.value.slice(0, offset), mark)
    const height = mark.offsetTop
    this.text.replaceChildren(...kept)
    return height
  }

  #dress() {
    const worn = getComputedStyle(this.field)
    for (const name of copied) this.text.style[name] = worn[name]
    this.place()
  }
}

function scrollbarOf(field) {
  const worn = getComputedStyle(field)
  return field.offsetWidth - field.clientWidth - parseFloat(worn.borderLeftWidth) - parseFloat(worn.borderRightWidth)
}
