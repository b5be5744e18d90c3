/* What two rows of things have in common. */
const mostCompared = 1_000_000

/* How many are the same at the start and at the end: [start, end]. */
export function sameEnds(olds, news, isSame = Object.is) {
  const most = Math.min(olds.length, news.length)
  let [start, end] = [0, 0]
  while (start < most && isSame(olds[start], news[start])) start += 1
  while (end < most - start && isSame(olds.at(-1 - end), news.at(-1 - end))) end += 1
  return [start, end]
}

/* Which of the old are still there among the new, in order: pairs [old, new] of indices. */
export function aligned(olds, news) {
  const [start, end] = sameEnds(olds, news)
  const pairs = Array.from({ length: start }, (_, index) => [index, index])
  const middle = common(olds.slice(start, olds.length - end), news.slice(start, news.length - end))
  pairs.push(...middle.map(([one, other]) => [one + start, other + start]))
  for (let index = end; index > 0; index -= 1) pairs.push([olds.length - index, news.length - index])
  return pairs
}

function common(olds, news) {
  if (!olds.length || !news.length || olds.length * news.length > mostCompared) return []
  const lengths = Array.from({ length: olds.length + 1 }, () => new Uint32Array(news.length + 1))
  for (let one = olds.length - 1; one >= 0; one -= 1) {
    for (let other = news.length - 1; other >= 0; other -= 1) {
      lengths[one][other] = olds[one] === news[other] ? lengths[one + 1][other + 1] + 1 : Math.max(lengths[one + 1][other], lengths[one][other + 1])
    }
  }
  const pairs = []
  for (let [one, other] = [0, 0]; one < olds.length && other < news.length; ) {
    if (olds[one] === news[other]) pairs.push([one++, other++])
    else if (lengths[one + 1][other] >= lengths[one][other + 1]) one += 1
    else other += 1
  }
  return pairs
}
