/* Documents made up at random, for properties that hold for all of them. They are such as a text can be: no mark on
   white space at an edge, no empty paragraph, no space at the end of a line. */
import fc from "fast-check"
import { schema } from "../editor/document/schema.js"

const words = ["mål", "å", "Östersund", "2030.", "a*b", "c_d", "snake_case", "[x]", "](", "#", "1.", "- ", "<b>", "&amp;", "`", "\\", "~~", "|", "**", "www.x.se", "e@x.se", "!", ">", "===", "och", "ska", "_", "[^1]", "[[", "+", "~", "&", "http://a.se"]
const file = "/files/0b2c6c1e-1f00-4a6b-9c0a-000000000001"

const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((all) => all.join(" ").replace(/ +/gu, " ").trim()).filter(Boolean)
const someMarks = fc.subarray(["strong", "em", "strike"], { maxLength: 2 })
const link = fc.constantFrom({ href: "https://x.se/a_b", title: "" }, { href: "/areas/b(c)", title: "Titel" }, { href: "mailto:a@x.se", title: "" })

const wearing = (names, more = []) => [...names.map((name) => schema.mark(name)), ...more].reduce((set, mark) => mark.addToSet(set), [])

const piece = fc.oneof(
  { weight: 5, arbitrary: text.map((shown) => schema.text(shown)) },
  { weight: 3, arbitrary: fc.tuple(text, someMarks).map(([shown, names]) => schema.text(shown, wearing(names))) },
  { weight: 1, arbitrary: fc.tuple(text, someMarks, link).map(([shown, names, attrs]) => schema.text(shown, wearing(names, [schema.mark("link", attrs)]))) },
  { weight: 1, arbitrary: fc.tuple(text.filter((shown) => !/^`|`$/u.test(shown)), someMarks).map(([shown, names]) => schema.text(shown, wearing(names, [schema.mark("code")]))) },
  { weight: 1, arbitrary: fc.constantFrom({ target: "Mål 1", label: "" }, { target: "Torsta", label: "skolan" }).map((attrs) => schema.node("wiki_link", attrs)) },
  { weight: 1, arbitrary: fc.constant(schema.node("image", { src: file, alt: "En bild" })) },
  { weight: 1, arbitrary: fc.constant(schema.node("footnote_reference", { label: "1" })) }
)

/* Pieces with a space between them, or a break where there may be one. */
const line = (mayBreak) =>
  fc.array(fc.tuple(piece, fc.boolean()), { minLength: 1, maxLength: 4 }).map((pieces) =>
    pieces.flatMap(([node, breaks], index) => {
      if (!index) return [node]
      return [mayBreak && breaks ? schema.node("hard_break") : schema.text(" "), node]
    })
  )

const paragraph = line(true).map((content) => schema.node("paragraph", null, content))
const heading = fc.tuple(fc.integer({ min: 1, max: 6 }), line(false)).map(([level, content]) => schema.node("heading", { level }, content))
const code = fc.constantFrom("a", "a\n  b", "```\n# x", "- x\n\n1. y", "<b>|</b>").map((shown) => schema.node("code_block", null, schema.text(shown)))
const rule = fc.constant(schema.node("horizontal_rule"))

const table = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.array(fc.constantFrom(null, "left", "center", "right"), { minLength: 3, maxLength: 3 }), fc.array(fc.option(line(false), { nil: [] }), { minLength: 12, maxLength: 12 })).map(
  ([width, height, sides, lines]) => {
    const row = (name, at) => schema.node("table_row", null, Array.from({ length: width }, (_, column) => schema.node(name, { align: sides[column] }, lines[at * 3 + column])))
    return schema.node("table", null, [row("table_header", 0), ...Array.from({ length: height }, (_, at) => row("table_cell", at + 1))])
  }
)

const { block } = fc.letrec((tie) => ({
  block: fc.oneof({ maxDepth: 3, depthSize: "small" }, { weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: heading }, { weight: 1, arbitrary: code }, { weight: 1, arbitrary: rule }, { weight: 1, arbitrary: table }, { weight: 3, arbitrary: tie("list") }, { weight: 1, arbitrary: tie("quote") }),
  quote: fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((content) => schema.node("blockquote", null, content)),
  item: fc.tuple(fc.constantFrom(null, null, true, false), paragraph, fc.array(tie("block"), { maxLength: 2 })).map(([checked, first, rest]) => schema.node("list_item", { checked }, [first, ...rest])),
  list: fc.tuple(fc.boolean(), fc.option(fc.integer({ min: 0, max: 99 })), fc.array(tie("item"), { minLength: 1, maxLength: 3 })).map(([tight, order, items]) => schema.node(order === null ? "bullet_list" : "ordered_list", order === null ? { tight } : { tight, order }, items))
}))

const note = fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => schema.node("footnote_definition", { label: "1" }, content))

/* Whole documents; the note that their text refers to is always there. */
export const documents = fc.tuple(fc.array(block, { minLength: 1, maxLength: 4 }), note).map(([blocks, last]) => schema.node("doc", null, [...blocks, last]))
