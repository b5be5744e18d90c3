/* What sort of thing an element on the clipboard is, where its name alone does not tell. */
const never = new Set(
  "applet audio base button canvas datalist embed frame frameset head iframe input link map math meta noembed noframes noscript object optgroup option param progress script select style svg template textarea title track video".split(" ")
)
const classes = "mw-editsection mw-cite-backlink visually-hidden sr-only screen-reader-text MsoCommentReference MsoCommentText".split(" ")
const ofHeadings = /^(?:MsoHeading|Heading|Rubrik|Overskrift|berschrift|Titre)([1-6])$/iu
const ofQuotes = /^(?:Mso)?(?:Intense)?Quote$|^(?:Starkt)?citat$/iu

export function isLeftOut(element, styleOf) {
  if (never.has(element.localName) || element.hidden || element.getAttribute("aria-hidden") === "true") return true
  const style = styleOf(element)
  if (style.display === "none" || style.visibility === "hidden" || style["mso-hide"] === "all") return true
  // A list of contents, comments in the margin, and words that were taken out while changes were tracked.
  if (/^(?:comment|comment-list)$/u.test(style["mso-element"] ?? "") || /^MsoToc\d/u.test(element.className)) return true
  return classes.some((name) => element.classList.contains(name)) || (element.localName === "del" && element.hasAttribute("datetime"))
}

export const isPicture = (element) => element.localName === "img" || element.localName === "v:imagedata"

/* The level of a heading that is none by its name: by its style in Word, or by its role. */
export function outline(element, styleOf) {
  const named = [...element.classList].map((name) => ofHeadings.exec(name)?.[1]).find(Boolean)
  const spoken = element.getAttribute("role") === "heading" && element.getAttribute("aria-level")
  const told = named ?? (spoken || styleOf(element)["mso-outline-level"])
  const level = element.classList.contains("MsoTitle") ? 1 : Number(told)
  return level >= 1 && level <= 6 ? level : null
}

export const quotes = (element) => [...element.classList].some((name) => ofQuotes.test(name))

/* Programs say levels by size. Here the largest heading is the first, and none between is left out. */
export function ranked(nodes) {
  const levels = [...new Set(nodes.filter(isHeading).map((node) => node.attrs.level))].sort()
  return nodes.map((node) => (isHeading(node) ? node.type.create({ level: levels.indexOf(node.attrs.level) + 1 }, node.content) : node))
}

const isHeading = (node) => node.type.name === "heading"
