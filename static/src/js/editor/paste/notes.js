/* Footnotes of Word, LibreOffice, Google Docs and web pages. They are all alike in one thing: a mark leads forward to the
   note, and a mark in the note leads back. */
import { placeIn } from "./addresses.js"

const mark = /^\s*(?:\[?(?:\d{1,3}|[ivxlc]{1,6}|[a-z*†‡])\]?|[↩↑^].*)\s*$/iu
const ofWord = "[data-style*='mso-element:footnote'], [data-style*='mso-element:endnote']"
const around = ["li", `div:is(${ofWord}):not([data-style*='-list'])`, "div[id^='sdfootnote'], div[id^='sdendnote']", "p", "dd", "aside"]
const lists = "[data-style*='mso-element:footnote-list'], [data-style*='mso-element:endnote-list'], .footnote, .footnotes"
const only = "sup, [data-style*='mso-footnote-id'], [data-style*='mso-endnote-id'], .footnote-ref, .reference, .sdfootnoteanc, .sdendnoteanc"

export class Notes {
  #labels = new Map()
  #homes = new Map()
  #backs = new Set()

  /* `taken` are the labels that the text has already. */
  constructor(body, taken) {
    this.taken = new Set(taken)
    const places = new Map()
    for (const element of body.querySelectorAll("[id], a[name]")) {
      for (const name of [element.getAttribute("name"), element.id]) if (name && !places.has(name)) places.set(name, element)
    }
    for (const anchor of body.querySelectorAll("a[href*='#']")) {
      if (mark.test(anchor.textContent)) this.#know(anchor, places.get(placeIn(anchor)))
    }
  }

  /* The label that an anchor refers to; an empty one for a mark whose note was left behind. */
  labelOf(anchor) {
    const isMark = placeIn(anchor) !== null && mark.test(anchor.textContent) && anchor.closest(only)
    return this.#labels.get(anchor) ?? (isMark ? "" : null)
  }

  /* What belongs to the notes and does not stand in the text. */
  isApart(element) {
    if (this.#homes.has(element) || this.#backs.has(element)) return true
    return element.localName === "hr" && (Boolean(element.closest(lists)) || this.#hasNotes(element.nextElementSibling))
  }

  /* Each note with its label, once it is known which stand in the text. */
  *all() {
    for (const [home, label] of this.#homes) yield { home, label }
  }

  #hasNotes(element) {
    return Boolean(element) && [...this.#homes.keys()].some((home) => element.contains(home))
  }

  #know(anchor, aim) {
    if (!aim) return
    if (!(anchor.compareDocumentPosition(aim) & 4)) return void this.#backs.add(anchor)
    const home = homeOf(aim)
    if (!home || home.contains(anchor)) return
    if (!this.#homes.has(home)) this.#homes.set(home, this.#next())
    this.#labels.set(anchor, this.#homes.get(home))
  }

  #next() {
    let number = 1
    while (this.taken.has(String(number))) number += 1
    this.taken.add(String(number))
    return String(number)
  }
}

function homeOf(aim) {
  for (const selector of around) {
    const home = aim.closest(selector)
    if (home) return home
  }
  return null
}
