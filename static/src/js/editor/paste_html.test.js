import assert from "node:assert/strict"
import { test } from "node:test"
import { openWindow, pastes } from "../testing/pastes.js"
import { fromHtml } from "./paste_html.js"
import { schema } from "./schema.js"

openWindow()

const signs = { strong: "**", em: "*", strike: "~~", code: "`" }

function words(node) {
  let text = ""
  node.forEach((one) => {
    const { name } = one.type
    if (name === "hard_break") text += "\\\n"
    else if (name === "footnote_reference") text += `[^${one.attrs.label}]`
    else if (name === "wiki_link") text += `[[${one.attrs.target}]]`
    else if (name === "image") text += `![${one.attrs.alt}](${one.attrs.src})`
    else {
      let inner = one.marks.some((m) => m.type.name === "code") ? one.text : one.text.replace(/[*|]/g, "\\$&")
      for (const mark of [...one.marks].reverse()) inner = signs[mark.type.name] ? signs[mark.type.name] + inner + signs[mark.type.name] : `[${inner}](${mark.attrs.href})`
      text += inner
    }
  })
  return text
}

function md(nodes) { return nodes.map(block).join("\n\n") }

function block(node) {
  const { name } = node.type
  if (name === "paragraph") return words(node)
  if (name === "heading") return "#".repeat(node.attrs.level) + " " + words(node)
  if (name === "horizontal_rule") return "---"
  if (name === "code_block") return "```\n" + node.textContent + "\n```"
  if (name === "blockquote") return md(node.content.content).split("\n").map((l) => l ? "> " + l : ">").join("\n")
  if (name === "footnote_definition") return `[^${node.attrs.label}]: ` + md(node.content.content)
  if (name === "table") return node.content.content.map((row, at) => "| " + row.content.content.map(words).join(" | ") + " |" + (at ? "" : "\n| " + row.content.content.map((c) => ({right: "---:", center: ":---:"})[c.attrs.align] ?? "---").join(" | ") + " |")).join("\n")
  return node.content.content.map((item, at) => {
    const m = name === "ordered_list" ? `${node.attrs.order + at}. ` : "- "
    const box = item.attrs.checked === null ? "" : item.attrs.checked ? "[x] " : "[ ] "
    return m + box + item.content.content.map(block).join(node.attrs.tight ? "\n" : "\n\n").split("\n").map((l, i) => i && l ? " ".repeat(m.length) + l : l).join("\n")
  }).join("\n")
}

for (const { name, html, markdown } of pastes()) {
  test(name.replaceAll("_", " "), () => {
    const { nodes, notes } = fromHtml(html, { schema, origin: "https://fardplan.example" })
    assert.equal(md([...nodes, ...notes]), markdown)
    for (const node of [...nodes, ...notes]) node.check()
  })
}
