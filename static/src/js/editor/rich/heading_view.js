/* A heading looks as on the page that is read, where others stand above it; while one writes only the page's own does. */
export function headingView(node) {
  const { level } = node.attrs
  const dom = document.createElement(`h${Math.min(6, level + 2)}`)
  dom.setAttribute("aria-level", String(Math.min(6, level + 1)))
  return { dom, contentDOM: dom, update: (next) => next.type === node.type && next.attrs.level === level }
}
