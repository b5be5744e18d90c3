/* What a text can hold, as the editor knows it. Each thing looks in the editor as the server shows it, so that the
   style sheet of ordinary pages dresses both. A block that cannot be shown so is an island: its Markdown, as it is. */
import { Schema } from "prosemirror-model"
import { inline, marks } from "./schema_inline.js"
import { tableNodes } from "./schema_tables.js"

/* The highest heading of a text is the third on its page: the page's and the block's own stand above it. */
const below = 2

const number = (element, name, otherwise) => Number(element.getAttribute(name)) || otherwise

const headings = [1, 2, 3, 4, 5, 6].map((level) => ({
  tag: `h${level}`,
  getAttrs: (element) => ({ level: number(element, "data-level", level) })
}))

/* A list is tight when its items hold their words without paragraphs of their own. */
const list = (name, more = {}) => ({
  content: "list_item+",
  group: "block",
  attrs: { tight: { default: true }, ...more },
  parseDOM: [{ tag: name, getAttrs: (element) => attributesOfList(element, more) }]
})

function attributesOfList(element, more) {
  const tight = !element.querySelector(":scope > li > p") || element.hasAttribute("data-tight")
  return more.order ? { tight, order: number(element, "start", 1) } : { tight }
}

const tightness = (node) => (node.attrs.tight ? { "data-tight": "" } : {})

const checkedOf = (element) => ({ "true": true, "false": false })[element.dataset.checked] ?? null

const blocks = {
  doc: { content: "(block | top)+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    content: "inline*",
    group: "block",
    defining: true,
    attrs: { level: { default: 1 } },
    parseDOM: headings,
    toDOM: (node) => [`h${Math.min(6, node.attrs.level + below)}`, { "data-level": node.attrs.level }, 0]
  },
  blockquote: { content: "block+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
  bullet_list: { ...list("ul"), toDOM: (node) => ["ul", tightness(node), 0] },
  ordered_list: {
    ...list("ol", { order: { default: 1 } }),
    toDOM: (node) => ["ol", { ...tightness(node), ...(node.attrs.order === 1 ? {} : { start: node.attrs.order }) }, 0]
  },
  list_item: {
    content: "block+",
    defining: true,
    attrs: { checked: { default: null } },
    parseDOM: [{ tag: "li", getAttrs: checkedOf }],
    toDOM: ({ attrs: { checked } }) =>
      checked === null ? ["li", 0] : ["li", { class: "task-list-item", "data-checked": String(checked) }, 0]
  },
  code_block: {
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    attrs: { params: { default: "" } },
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: () => ["pre", ["code", 0]]
  },
  horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  ...tableNodes,
  footnote_definition: {
    content: "block+",
    group: "top",
    defining: true,
    isolating: true,
    attrs: { label: {} },
    parseDOM: [{ tag: "div[data-footnote]", getAttrs: (element) => ({ label: element.dataset.footnote }) }],
    toDOM: (node) => ["div", { class: "footnote", "data-footnote": node.attrs.label }, 0]
  },
  source_island: {
    content: "text*",
    marks: "",
    group: "top",
    code: true,
    defining: true,
    isolating: true,
    parseDOM: [{ tag: "pre[data-source-island]", preserveWhitespace: "full", priority: 60 }],
    toDOM: () => ["pre", { class: "source-island", "data-source-island": "" }, ["code", 0]]
  }
}

export const schema = new Schema({ nodes: { ...blocks, ...inline }, marks })
