/* Lists and quotes while they are read: what a line must begin with to stand within them. The server reads by the same
   rules (roadmaps/foundation/prose/containers.py); what is changed there is changed here. */
const markerPattern = /^( *)(?:([-+*])|(\d{1,9})([.)]))( .*|)$/u

export const withoutIndent = (line) => line.replace(/^ +/u, "")
export const indentOf = (line) => line.length - withoutIndent(line).length
export const isBlank = (line) => !/[^ ]/u.test(line)

export function markerOf(line) {
  const found = markerPattern.exec(line)
  if (!found) return null
  const [, indent, sign, number, delimiter, after] = found
  const spaces = indentOf(after) > 4 || isBlank(after) ? 1 : indentOf(after)
  return {
    kind: sign ?? delimiter,
    number: number ? Number(number) : null,
    indent: indent.length,
    width: (sign ?? number + delimiter).length + spaces,
    rest: after.slice(spaces)
  }
}

/* Not every number at the start of a line makes a list of the paragraph it stands in: «2030. Then …». */
export const mayBegin = (marker, afterWords) =>
  !afterWords || ((marker.number === null || marker.number === 1) && !isBlank(marker.rest))

export class Container {
  /* The list that the next item may still be part of. */
  items = null

  constructor(element) {
    this.element = element
  }

  /* The rest of a line that stands within, or null when it does not. */
  enter(line) {
    return line
  }
}

export class Quote extends Container {
  enter(line) {
    const start = withoutIndent(line)
    return start.startsWith(">") ? afterAngle(start) : null
  }
}

export const afterAngle = (start) => start.slice(start[1] === " " ? 2 : 1)

/* Every line is indented as far as the words of the first. A list of signs needs only two spaces to be within. */
export class Item extends Container {
  #hasWords

  constructor(element, of, marker) {
    super(element)
    this.of = of
    this.least = marker.indent + 2
    this.indent = marker.indent + marker.width
    this.#hasWords = !isBlank(marker.rest)
  }

  enter(line) {
    if (isBlank(line)) return this.#hasWords ? "" : null
    const indent = indentOf(line)
    if (this.least <= indent && indent < this.indent && markerOf(line.slice(indent))?.number === null) this.indent = indent
    if (indent < this.indent) return null
    this.#hasWords = true
    return line.slice(this.indent)
  }
}
