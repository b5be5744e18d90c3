/* For tests: names that the server offers, and what it was asked for. */
import { Source } from "./source.js"

const PIECE = '<div class="completion"><ul role="listbox" data-part="options" hidden></ul><p data-part="said" data-one="{number} name" data-many="{number} names"></p></div>'
const FOUND = [
  { name: "Torsta", detail: "Organisation", address: "/organisations/torsta", is_label: true },
  { name: "Torv [A]", detail: "Mål", address: "/blocks/1", is_label: false }
]
const PEOPLE = [{ name: "Anna Berg", detail: "Norr", written: "Anna Berg (Norr)" }]

export function answering(found = { names: FOUND, mentionable: PEOPLE }) {
  const asked = []
  globalThis.fetch = async (address) => {
    asked.push(decodeURIComponent(address.search))
    return { ok: true, headers: new Headers({ "Content-Type": "application/json" }), json: async () => found[address.pathname.slice(1)] ?? [] }
  }
  return asked
}

export const source = () => new Source({ links: "/names?area=skog", mentions: "/mentionable" })

export const pieceIn = (window) => () =>
  window.document.importNode(new window.DOMParser().parseFromString(PIECE, "text/html").body.firstChild, true)
