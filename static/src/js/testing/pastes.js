/* What programs put on the clipboard, and what is to become of it: pastes/<name>.html and <name>.md. */
import { readFileSync, readdirSync } from "node:fs"
import { JSDOM } from "jsdom"

const folder = new URL("pastes/", import.meta.url)

export function pastes() {
  const names = readdirSync(folder).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5))
  return names.sort().map((name) => ({ name, html: read(`${name}.html`), markdown: read(`${name}.md`).trimEnd() }))
}

export const read = (name) => readFileSync(new URL(name, folder), "utf8")

/* A window in which nothing runs and nothing is fetched, for those who need to read HTML. */
export function openWindow(markup = "") {
  const { window } = new JSDOM(`<!doctype html><body>${markup}</body>`, { url: "https://fardplan.example/" })
  for (const name of ["document", "DOMParser", "Node", "Element"]) globalThis[name] = window[name]
  globalThis.window = window
  return window
}

/* A clipboard as programs fill it: by type, with files. */
export function clipboard(data, files = []) {
  return { files, types: [...Object.keys(data), ...(files.length ? ["Files"] : [])], getData: (type) => data[type] ?? "" }
}
