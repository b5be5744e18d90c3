/* The card that explains a word: asked of the server once, laid right under the word, or above it for want of room. */
const gap = 6

export const isCardKnown = () => "popover" in HTMLElement.prototype

/* `known` remembers what was asked for, by address. */
export async function readCard(href, known) {
  if (!known.has(href)) known.set(href, ask(href))
  const html = await known.get(href)
  if (html !== null) return [...new DOMParser().parseFromString(html, "text/html").body.childNodes]
  known.delete(href)
  return null
}

export function openCard(nodes, term, within) {
  const card = Object.assign(document.createElement("div"), { className: "term-card", popover: "manual" })
  card.append(...nodes)
  within.append(card)
  card.showPopover()
  place(card, term)
  return card
}

async function ask(href) {
  const address = new URL(href)
  address.pathname += "/card"
  const answer = await fetch(address).catch(() => null)
  return answer?.ok ? answer.text() : null
}

function place(card, term) {
  const { width, height } = card.getBoundingClientRect()
  // A word may be divided between two lines; the card belongs to where it begins.
  const [word] = term.getClientRects()
  const room = document.documentElement.clientWidth - width - gap
  const isBelow = word.bottom + gap + height <= window.innerHeight || word.top < height + gap
  const top = isBelow ? word.bottom + gap : word.top - gap - height
  card.style.insetInlineStart = `${Math.max(gap, Math.min(word.left, room)) + window.scrollX}px`
  card.style.insetBlockStart = `${top + window.scrollY}px`
}
