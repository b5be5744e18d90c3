/* Other people's carets and selections in a plain text field, as pieces of a copy of its text. The colour never stands
   alone: the name is beside it. */
export function marksIn(source, people) {
  const marks = people
    .map((person) => ({ ...person, from: Math.min(person.anchor, person.head), to: Math.max(person.anchor, person.head) }))
    .filter((mark) => mark.from >= 0 && mark.to <= source.length)
  const edges = [...new Set([0, source.length, ...marks.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b)
  return edges.flatMap((from, index) => [
    ...marks.filter((mark) => mark.head === from).map(caret),
    ...piece(source.slice(from, edges[index + 1] ?? from), marks.find((mark) => mark.from <= from && mark.to > from))
  ])
}

function caret({ name, organisation, color }) {
  const element = span("other-caret", color)
  const label = element.appendChild(span("other-caret-name", color))
  label.textContent = name
  if (organisation) label.title = organisation
  return element
}

function piece(text, mark) {
  if (!text) return []
  if (!mark) return [document.createTextNode(text)]
  const element = span("other-selection", mark.color)
  element.textContent = text
  return [element]
}

function span(name, color) {
  const element = document.createElement("span")
  element.className = name
  element.dataset.writer = color
  return element
}
