/* The letters of a block that was changed. */
import { signsApart, spell } from "./markdown/spelling.js"

/* `old`: what it was before, `neighbours`: the letters of blocks of its kind beside it. */
export function textOf(node, old, neighbours, context) {
  if (isWithoutMarkdown(node)) return ""
  const same = old?.node.type === node.type && !isEmpty(node) ? old : null
  return spell(node, same, context, signsApart(same, neighbours))
}

const isEmpty = (node) => !node.isLeaf && !node.content.size
const isWithoutMarkdown = (node) => isEmpty(node) && ["paragraph", "source_island"].includes(node.type.name)

/* What was there a moment ago: a change that is undone gives the same letters back. */
const mostKept = 100

export class Earlier {
  #blocks = []

  add(blocks) {
    this.#blocks = [...blocks, ...this.#blocks].slice(0, mostKept)
  }

  textOf(node) {
    return this.#blocks.find((block) => block.node.nodeSize === node.nodeSize && block.node.eq(node))?.text
  }
}
