/* Words that the server does not have yet wait here, in this browser, one entry for each page that they were written in.
   A page that is open holds a lock on its own, so that another tab does not deliver them at the same time. */
const daysKept = 30

export class KeptWords {
  constructor(person, block, field, { storage = localStorage, locks = navigator.locks, now = Date.now } = {}) {
    this.prefix = `live:${person}:${block}:${field}:`
    this.storage = storage
    this.locks = locks
    this.now = now
  }

  keep(name, words) {
    try {
      this.storage.setItem(this.prefix + name, JSON.stringify({ ...words, at: this.now() }))
      return true
    } catch {
      return false // The browser's storage is full or shut: the words are in the page, and go on being sent.
    }
  }

  drop(name) {
    this.storage.removeItem(this.prefix + name)
  }

  /* This page is alive; gives what says that it is not any more. */
  hold(name) {
    if (!this.locks) return () => {}
    let letGo
    const gone = new Promise((resolve) => { letGo = resolve })
    this.locks.request(this.prefix + name, () => gone).catch(() => {})
    return letGo
  }

  /* Hands over what pages that are gone have left, one by one, oldest first. What was seen to is dropped, now or later. */
  async deliver(see) {
    for (const [name, words] of this.#entries()) {
      await this.#alone(name, async () => {
        if (await see(words, () => this.drop(name))) this.drop(name)
      })
    }
  }

  async #alone(name, act) {
    if (!this.locks) return act()
    return this.locks.request(this.prefix + name, { ifAvailable: true }, (lock) => (lock ? act() : null))
  }

  #entries() {
    return Object.keys(this.storage)
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => [key.slice(this.prefix.length), parse(this.storage.getItem(key))])
      .filter(([name, words]) => (words && this.now() - words.at < daysKept * 86_400_000) || this.drop(name))
      .sort(([, one], [, other]) => one.at - other.at)
  }
}

function parse(text) {
  try {
    const words = JSON.parse(text)
    return typeof words === "object" ? words : null
  } catch {
    return null
  }
}
