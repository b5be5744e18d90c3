/* What asks for a list of names: [[ for something to link to, @ for somebody to mention, and how the name begins. */
const link = /\[\[([^\s[\]|\n\ufffc][^[\]|\n\ufffc]{0,59})$/u
const mention = /(?:^|[\s(])@([\p{L}\p{N}](?:[^@\n\ufffc]{0,40}[^@\s\ufffc])?)$/u

/* From the words before the caret: { sort, word, length } with the length of all that is to be replaced. */
export function begunIn(before) {
  const linked = link.exec(before)
  if (linked) return { sort: "links", word: linked[1], length: linked[1].length + 2 }
  const called = mention.exec(before)
  return called && { sort: "mentions", word: called[1], length: called[1].length + 1 }
}
