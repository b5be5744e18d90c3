/* A piece of the text that the page cannot show: its Markdown, to be changed as plain text, and what it is called. */
export const islandView = (label) => (node) => {
  const dom = document.createElement("div")
  const title = dom.appendChild(document.createElement("span"))
  const contentDOM = dom.appendChild(document.createElement("pre")).appendChild(document.createElement("code"))
  dom.className = "source-island"
  dom.dataset.sourceIsland = ""
  dom.role = "group"
  dom.ariaLabel = label
  title.className = "source-island-label"
  title.contentEditable = "false"
  title.textContent = label
  title.ariaHidden = "true"
  contentDOM.spellcheck = false
  return { dom, contentDOM, update: (other) => other.type === node.type, ignoreMutation: ({ target }) => target !== contentDOM && !contentDOM.contains(target) }
}
