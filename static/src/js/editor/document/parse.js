/* Markdown to a document of its own, as when it is pasted. What the rich view cannot show becomes an island in it. */
import { divide, nodeOf } from "./markdown/reading.js"
import { schema } from "./schema.js"

export function parse(source) {
  const { blocks, context } = divide(source)
  return schema.node("doc", null, blocks.length ? blocks.map((block) => nodeOf(block, context)) : schema.node("paragraph"))
}
