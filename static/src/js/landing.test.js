import assert from "node:assert/strict"
import { test } from "node:test"
import { land } from "./landing.js"
import { moment, openPage } from "./testing/page.js"

async function openAt(top, markup = '<meta name="landing" content="block-1"><article id="block-1">Kurs</article>') {
  const page = await openPage(markup)
  const scrolled = []
  globalThis.history = page.window.history
  const block = page.find("#block-1")
  if (block) {
    block.getBoundingClientRect = () => ({ top })
    block.scrollIntoView = () => scrolled.push(block.id)
  }
  return { ...page, block, scrolled }
}

test("the element that a form led to is shown, marked and focused", async () => {
  const { window, block, scrolled, find } = await openAt(4000)

  land()

  assert.deepEqual(scrolled, ["block-1"])
  assert.equal(window.location.hash, "#block-1")
  assert.equal(window.document.activeElement, block)
  assert.equal(block.dataset.landed, "")
  assert.equal(find("meta"), null)
})

test("what came of it is told where one is looking, and aloud", async () => {
  const markup = '<meta name="landing" content="block-1"><div class="flashes"><p>Sparat.</p></div><article id="block-1"></article>'
  const { block, find } = await openAt(4000, markup)

  land()
  await moment(80)

  assert.equal(block.firstElementChild.textContent, "Sparat.")
  assert.equal(find("#announcements").textContent, "Sparat.")
})

test("what is in sight already stays where it is", async () => {
  const { scrolled, window } = await openAt(100)

  land()

  assert.deepEqual(scrolled, [])
  assert.equal(window.location.hash, "#block-1")
})

test("a page that is led nowhere is left alone", async () => {
  for (const markup of ["", '<meta name="landing" content="block-2">']) {
    const { window } = await openAt(0, markup)

    land()

    assert.equal(window.location.hash, "")
  }
})
