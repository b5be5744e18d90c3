/* Tables: one row of headings, and cells that hold words. A column's cells stand to the same side. */
const sides = new Set(["left", "center", "right"])

const sideOf = (element) => {
  const side = /(?:^|\s)align-(\w+)/u.exec(element.className)?.[1] ?? element.style.textAlign
  return { align: sides.has(side) ? side : null }
}

/* The spans are what the table commands ask for; Markdown has none, so they are always one. */
const cell = (tag, role, more) => ({
  content: "inline*",
  tableRole: role,
  isolating: true,
  attrs: { align: { default: null }, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  parseDOM: [{ tag, getAttrs: sideOf }],
  toDOM: ({ attrs: { align } }) => [tag, { ...more, ...(align ? { class: `align-${align}` } : {}) }, 0]
})

export const tableNodes = {
  table: {
    content: "table_row+",
    group: "block",
    tableRole: "table",
    isolating: true,
    parseDOM: [{ tag: "table" }],
    toDOM: () => ["div", { class: "table-scroll" }, ["table", ["tbody", 0]]]
  },
  table_row: { content: "(table_header | table_cell)+", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
  table_header: cell("th", "header_cell", { scope: "col" }),
  table_cell: cell("td", "cell", {})
}
