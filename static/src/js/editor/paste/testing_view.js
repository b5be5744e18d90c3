/* For tests: a rich view in which things are pasted. */
import { clipboard } from "../../testing/pastes.js"
import { openRich } from "../../testing/rich.js"
import { parse } from "../document/parse.js"
import { pastePlugin } from "./paste.js"
import { schema } from "../document/schema.js"
import { serialise } from "../document/serialise.js"

export async function rich(source) {
  const told = []
  const { tableEditing } = await import("prosemirror-tables")
  const page = await openRich(source, [pastePlugin({ schema, parse, write: serialise, tell: (number) => told.push(number), origin: "https://fardplan.example" }), tableEditing()])
  return { ...page, told, pasteHtml: (html, text = "") => page.paste(clipboard({ "text/html": html, "text/plain": text })), pasteText: (text) => page.paste(clipboard({ "text/plain": text })) }
}
