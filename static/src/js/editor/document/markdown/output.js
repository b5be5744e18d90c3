/* Markdown as it is written, and which places of the document its letters stand for: segments [position, offset,
   length], in order, each a run of letters that is the same in both. */
export class Output {
  text = ""
  segments = []
  #prefix = ""

  /* Letters of the document, beginning at `position` of it. */
  letters(text, position) {
    this.segments.push([position, this.text.length, text.length])
    this.text += text
  }

  signs(text) {
    this.text += text
  }

  /* What was written elsewhere, its lines now within what is open here. */
  append({ text, segments }) {
    const start = this.text.length
    if (!text.includes("\n")) {
      for (const [position, offset, length] of segments) this.segments.push([position, start + offset, length])
      return this.signs(text)
    }
    const lineEnds = [...text.matchAll(/\n/gu)].map(({ index }) => index)
    const moved = (offset) => start + offset + this.#prefix.length * lineEnds.filter((end) => end < offset).length
    for (const [position, offset, length] of segments) this.segments.push([position, moved(offset), length])
    return this.signs(text.replaceAll("\n", `\n${this.#prefix}`))
  }

  line() {
    this.text += `\n${this.#prefix}`
  }

  emptyLine() {
    this.text += `\n${this.#prefix.trimEnd()}`
  }

  /* Write with each new line beginning so. */
  within(prefix, write) {
    const before = this.#prefix
    this.#prefix += prefix
    write()
    this.#prefix = before
  }
}

/* The place in the Markdown of a position in the document, and the other way round. Between two letters that belong
   together, signs that stand there come after the place. */
export function offsetAt(segments, position) {
  const index = last(segments, (segment) => segment[0] <= position)
  const before = segments[index - 1]
  const [from, offset, length] = before && before[0] + before[2] === position ? before : segments[Math.max(0, index)]
  return offset + Math.max(0, Math.min(position - from, length))
}

export function positionAt(segments, at) {
  const [from, offset, length] = segments[Math.max(0, last(segments, (segment) => segment[1] <= at))]
  return from + Math.max(0, Math.min(at - offset, length))
}

/* The index of the last one for which it is so, or -1. */
function last(segments, test) {
  let [low, high] = [0, segments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(segments[middle])) low = middle + 1
    else high = middle
  }
  return low - 1
}
