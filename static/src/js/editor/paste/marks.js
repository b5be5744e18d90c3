/* What marks words bear, by their tags and by how they are told to look. */
const bold = new Set(["b", "strong"])
const slanted = new Set(["i", "em", "cite", "dfn", "var"])
const struck = new Set(["s", "strike", "del"])
const code = new Set(["code", "kbd", "samp", "tt"])

export function marksOf(element, marks, { schema, styleOf, addressOf }) {
  const name = element.localName
  const style = styleOf(element)
  const wish = (tags) => (tags.has(name) ? true : null)
  const wishes = {
    strong: weight(style["font-weight"]) ?? wish(bold),
    em: slant(style["font-style"]) ?? wish(slanted),
    strike: /line-through/u.test(`${style["text-decoration"]} ${style["text-decoration-line"]}`) || wish(struck),
    code: wish(code)
  }
  let all = marks
  for (const [mark, is] of Object.entries(wishes)) {
    if (is) all = schema.marks[mark].create().addToSet(all)
    else if (is === false) all = schema.marks[mark].removeFromSet(all)
  }
  const href = name === "a" && addressOf(element)
  return href ? schema.marks.link.create({ href }).addToSet(all) : all
}

function weight(told) {
  if (!told || told === "inherit") return null
  return /^bold/u.test(told) || Number.parseInt(told, 10) >= 600
}

function slant(told) {
  if (!told || told === "inherit") return null
  return /^(?:italic|oblique)/u.test(told)
}

/* Headings and the heads of tables are strong by themselves. */
export const without = (name, nodes) => nodes.map((node) => node.mark(node.marks.filter((mark) => mark.type.name !== name)))
