/* What lines become before they are nodes: elements, with the number of the line that they begin in. */
export const element = (tag, more = {}) => ({ tag, children: [], ...more })

export function within(parent, tag, more) {
  const child = element(tag, more)
  parent.children.push(child)
  return child
}

/* A list is loose when an empty line stands between any two of its parts; otherwise words that follow each other in an
   item are one paragraph. */
export function tighten(list, isTight) {
  list.tight = isTight
  if (!isTight) return
  for (const item of list.children) {
    item.children = item.children.reduce((kept, child) => {
      const before = kept.at(-1)
      if (child.tag === "paragraph" && before?.tag === "paragraph") before.text = `${before.text.replace(/ +$/u, "")}\n${child.text}`
      else kept.push(child)
      return kept
    }, [])
  }
}
