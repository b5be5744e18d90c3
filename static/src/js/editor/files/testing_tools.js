/* For tests: the pieces of the tools that the page has ready, and files as people choose them. */
import { readFileSync } from "node:fs"

export const ADDRESS = "/files/0190f0a0-0000-7000-8000-676c6f737361"
const template = readFileSync(new URL("../../../../../templates/site/_writing_aids.html", import.meta.url), "utf8")

/* The pieces as the server gives them, their words in English. */
export function toolsIn(window) {
  const html = template
    .replace(/\{\{ button\(_\("([^"]+)"\).*?"data-part": "(\w+)".*?\}\}/gu, '<button type="button" data-part="$2">$1</button>')
    .replace(/\{\{ _\((["'])(.*?)\1.*?\) \}\}/gu, "$2").replace(/\{\{ most_bytes \}\}/gu, "1000").replace(/\{[{%#][^]*?[}%#]\}/gu, "")
  const page = new window.DOMParser().parseFromString(html, "text/html")
  window.HTMLDialogElement.prototype.showModal = function showModal() { this.open = true }
  window.HTMLDialogElement.prototype.close = function close() {
    this.open = false
    this.dispatchEvent(new window.Event("close"))
  }
  return { piece: (name) => window.document.importNode(page.querySelector(`[data-part="${name}"]`), true) }
}

export const picture = () => new File(["xx"], "åker.png", { type: "image/png" })
export const paper = () => new File(["xx"], "plan.pdf", { type: "application/pdf" })
