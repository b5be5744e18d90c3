/* Asks the server for names, and remembers for a while what it said. */
const most = 50

export class Source {
  #known = new Map()

  /* `addresses`: { links, mentions } with what is asked, each with its own question before the words; some may be missing. */
  constructor(addresses) {
    this.addresses = addresses
  }

  knows(sort) {
    return Boolean(this.addresses[sort])
  }

  /* [{ name, detail, … }], an empty list where nobody is called so or nobody answers. */
  async find({ sort, word }) {
    const begins = word.trim().toLowerCase()
    // Where nothing is called so, nothing is called so with more after it.
    for (let end = 1; end < begins.length; end += 1) if (this.#known.get(sort + begins.slice(0, end))?.length === 0) return []
    if (!this.#known.has(sort + begins)) {
      const found = await this.#ask(sort, begins)
      if (!found) return []
      if (this.#known.size >= most) this.#known.clear()
      this.#known.set(sort + begins, found)
    }
    return this.#known.get(sort + begins)
  }

  async #ask(sort, begins) {
    const address = new URL(this.addresses[sort], document.baseURI)
    address.searchParams.set("q", begins)
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null)
    const isAnswer = answer?.ok && answer.headers.get("Content-Type")?.startsWith("application/json")
    return isAnswer ? answer.json() : null
  }
}
