/* Reads a list of texts, tells of each what the editor shows, and what it would write. */
import process from "node:process"
import { parse } from "../../../../static/src/js/editor/document/parse.js"
import { serialise } from "../../../../static/src/js/editor/document/serialise.js"
import { Sources } from "../../../../static/src/js/editor/document/sources.js"
import { structureOf } from "../../../../static/src/js/testing/structure.js"

let given = ""
for await (const piece of process.stdin) given += piece
const told = JSON.parse(given).map((text) => {
  const doc = parse(text)
  const sources = new Sources()
  return { ...structureOf(doc), written: serialise(doc), kept: sources.all(sources.read(text)).source }
})
process.stdout.write(JSON.stringify(told))
