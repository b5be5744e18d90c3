/* What must stand between blocks so that they are not taken for one. */
/* Two lists after each other would be one if their signs were the same. */
export function signsAfter(before, child, { bullet = "-", delimiter = "." }) {
  if (before?.type !== child.type) return { bullet, delimiter }
  return { bullet: before.bullet === "-" ? "*" : "-", delimiter: before.delimiter === "." ? ")" : "." }
}

const takesWords = new Set(["paragraph", "bullet_list", "ordered_list", "blockquote", "table"])
const isEmpty = (list) => list.firstChild.firstChild.content.size === 0

/* Whether a part of an item would be taken for one with what stands above it, if no empty line stood between. */
export function hasSpacedItems(list) {
  return list.content.content.some((item) => item.content.content.some((child, index, all) => index && mustStandApart(all[index - 1], child)))
}

function mustStandApart({ type: { name: before } }, child) {
  const { name } = child.type
  if (name === "paragraph") return takesWords.has(before)
  if (name === "table") return takesWords.has(before) && before !== "paragraph"
  if (name === "blockquote") return before === name
  if (!["paragraph", "table"].includes(before) || !name.endsWith("_list")) return false
  return isEmpty(child) || (child.attrs.order ?? 1) !== 1
}
