/* The pieces that stand around a text, with their words, come from the server once for each page that one writes on. */
const fetched = new Map()

export function toolsOf(address = document.querySelector("meta[name=writing-tools]")?.content) {
  if (!fetched.has(address)) {
    const asked = ask(address)
    asked.catch(() => fetched.delete(address))
    fetched.set(address, asked)
  }
  return fetched.get(address)
}

async function ask(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error("the tools for writing did not come")
  return new Tools(new DOMParser().parseFromString(await answer.text(), "text/html"))
}

export class Tools {
  #page

  constructor(page) {
    this.#page = page
  }

  /* A copy of one piece, ready to be put in. */
  piece(name) {
    const piece = document.importNode(this.#page.querySelector(`[data-part="${name}"]`), true)
    if (isMac()) for (const key of piece.querySelectorAll("kbd[data-mac]")) key.textContent = key.dataset.mac
    return piece
  }
}

export function partOf(element, name) {
  return element.querySelector(`[data-part="${name}"]`)
}

export function isMac() {
  return /Mac|iP(?:hone|ad|od)/u.test(navigator.platform)
}
