import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import { KeptWords } from "./kept_words.js"

/* The browser's own locks, which Node does not have. */
class Locks {
  held = new Set()

  async request(name, ...rest) {
    const act = rest.at(-1)
    if (this.held.has(name)) return act(null)
    this.held.add(name)
    try {
      return await act({ name })
    } finally {
      this.held.delete(name)
    }
  }
}

async function browser() {
  const { window } = await openPage("")
  const locks = new Locks()
  let time = Date.now()
  const tab = (person = "p1") => new KeptWords(person, "/blocks/7", "text", { storage: window.localStorage, locks, now: () => time })
  const delivered = async (kept) => {
    const found = []
    await kept.deliver((words) => found.push(words.source))
    return found
  }
  return { tab, delivered, later: (days) => { time += days * 86_400_000 } }
}

test("what a page that is gone has left is handed over once, the oldest first", async () => {
  const { tab, delivered, later } = await browser()
  const kept = tab()
  kept.keep("one", { source: "First" })
  later(1)
  kept.keep("two", { source: "Second" })

  assert.deepEqual(await delivered(kept), ["First", "Second"])
  assert.deepEqual(await delivered(kept), [])
})

test("words of a tab that is open are its own", async () => {
  const { tab, delivered } = await browser()
  const letGo = tab().hold("open")
  tab().keep("open", { source: "Being written" })

  assert.deepEqual(await delivered(tab()), [])

  letGo()
  await null
  assert.deepEqual(await delivered(tab()), ["Being written"])
})

test("words that could not be handed over stay", async () => {
  const { tab, delivered } = await browser()
  const kept = tab()
  kept.keep("one", { source: "Words" })

  await kept.deliver(() => false)

  assert.deepEqual(await delivered(kept), ["Words"])
})

test("nobody gets another person's words, and nobody those of a month ago", async () => {
  const { tab, delivered, later } = await browser()
  tab().keep("one", { source: "Words" })

  assert.deepEqual(await delivered(tab("p2")), [])
  later(31)
  assert.deepEqual(await delivered(tab()), [])
})
