/* Marks in the outline the section that one is reading. */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["link"]

  connect() {
    this.visible = new Set()
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: "-10% 0px -60% 0px" })
    for (const link of this.linkTargets) {
      const section = this.#sectionOf(link)
      if (section) this.observer.observe(section)
    }
    this.element.addEventListener("click", this.#chosen)
  }

  disconnect() {
    this.observer.disconnect()
    this.element.removeEventListener("click", this.#chosen)
    for (const link of this.linkTargets) link.removeAttribute("aria-current")
  }

  /* On a phone the outline is a list one has opened: choosing closes it. */
  #chosen = (event) => {
    if (event.target.closest("a")) this.element.querySelector("details")?.removeAttribute("open")
  }

  #seen(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) this.visible.add(entry.target)
      else this.visible.delete(entry.target)
    }
    const current = this.linkTargets.filter((link) => this.visible.has(this.#sectionOf(link))).at(-1)
    if (!current) return
    for (const link of this.linkTargets) {
      if (link === current) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
  }

  #sectionOf(link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)))
  }
}
