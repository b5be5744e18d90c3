/* Links within drawings: Turbo takes the address of every link for text, which that of a drawn one is not, and stumbles.
   So a press on one ends at the body, where every page change puts a new one: below what Turbo listens to. */
import { visit } from "@hotwired/turbo"

export function followDrawnLinks() {
  window.addEventListener("click", () => document.body.addEventListener("click", follow, { once: true }), true)
}

function follow(event) {
  const link = event.target.closest?.("svg a[href]")
  const isPlain = event.button === 0 && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
  if (!link) return
  event.stopPropagation()
  if (!isPlain || event.defaultPrevented) return
  event.preventDefault()
  visit(link.getAttribute("href"))
}
