/* The card that explains a word: asked of the server, laid right under the word, above it where there is no room. */
const gap = 6

export const termCard = {
  get isKnown() {
    return typeof HTMLElement !== "undefined" && "popover" in HTMLElement.prototype
  },

  async fetch(href) {
    const address = new URL(href)
    address.pathname += "/card"
    const answer = await fetch(address).catch(() => null)
    return answer?.ok ? answer.text() : null
  },

  open(html, term, within) {
    const card = Object.assign(document.createElement("div"), { className: "term-card", popover: "manual" })
    card.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes)
    within.append(card)
    card.showPopover()
    place(card, term)
    return card
  },
}

export function place(card, term) {
  const { width, height } = card.getBoundingClientRect()
  // A word may be divided between two lines; the card belongs to where it begins.
  const [word] = term.getClientRects()
  const room = document.documentElement.clientWidth - width - gap
  const below = word.bottom + gap + height <= window.innerHeight || word.top < height + gap
  card.style.insetInlineStart = `${Math.max(gap, Math.min(word.left, room)) + window.scrollX}px`
  card.style.insetBlockStart = `${(below ? word.bottom + gap : word.top - gap - height) + window.scrollY}px`
}
