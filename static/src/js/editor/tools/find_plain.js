/* The same in a plain text field: the words that are found are chosen in it. */
export function seekPlain(field, { sought, step = 0 }) {
  const text = field.value.toLowerCase()
  const wanted = sought.toLowerCase()
  const places = []
  for (let at = wanted ? text.indexOf(wanted) : -1; at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at)
  if (!places.length) return { at: 0, number: 0 }
  const next = places.findIndex((at) => at >= field.selectionStart)
  const begin = next < 0 ? 0 : next
  const index = (begin + step + places.length) % places.length
  field.setSelectionRange(places[index], places[index] + wanted.length)
  return { at: index + 1, number: places.length }
}
