/* Documents made up at random, as Markdown and as what the editor shows of it. */
import process from "node:process"
import fc from "fast-check"
import { parse } from "../../../../static/src/js/editor/document/parse.js"
import { serialise } from "../../../../static/src/js/editor/document/serialise.js"
import { documents } from "../../../../static/src/js/testing/documents.js"
import { structureOf } from "../../../../static/src/js/testing/structure.js"

const [number, seed] = process.argv.slice(2).map(Number)
const written = fc.sample(documents, { numRuns: number, seed }).map(serialise)
process.stdout.write(JSON.stringify(written.map((text) => ({ text, ...structureOf(parse(text)) }))))
