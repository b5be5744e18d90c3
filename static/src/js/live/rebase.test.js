import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { goneOnFrom, rebase } from "./rebase.js"

test("changes in different places are both there", () => {
  assert.equal(rebase("One two three", "One 2 three", "Zero. One two three four"), "Zero. One 2 three four")
})

test("what both put in at the same place stands there twice over, each whole", () => {
  assert.equal(rebase("ab", "a mine b", "a theirs b").replace(/\s+/gu, " "), "a mine theirs b")
})

test("what both took out is out, and what one took out is not brought back", () => {
  assert.equal(rebase("keep red and blue", "keep blue", "keep red"), "keep ")
})

test("who changed nothing gets what the others have, and the same change twice is one", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (base, theirs) => {
    assert.equal(rebase(base, base, theirs), theirs)
    assert.equal(rebase(base, theirs, base), theirs)
    assert.equal(rebase(base, theirs, theirs), theirs)
  }))
})

test("everything that either put in is there", () => {
  const words = fc.array(fc.constantFrom("a ", "b ", "c "), { maxLength: 12 })
  fc.assert(fc.property(words, fc.nat(12), fc.nat(12), (base, mine, theirs) => {
    const put = (at, word) => [...base.slice(0, at), word, ...base.slice(at)].join("")

    const merged = rebase(base.join(""), put(mine, "MINE "), put(theirs, "THEIRS "))

    assert.ok(merged.includes("MINE ") && merged.includes("THEIRS "))
    assert.equal(merged.replace("MINE ", "").replace("THEIRS ", ""), base.join(""))
  }))
})

test("who goes on writing in a version keeps the space at the end that it is kept without", () => {
  const goOn = (shown, mine, theirs) => rebase(goneOnFrom(shown, theirs), mine, theirs)
  assert.equal(goOn("One. ", "One. Two", "One."), "One. Two")
  assert.equal(goOn("One. ", "One. ", "Zero. One."), "Zero. One. ")
  assert.equal(goOn("One. ", "One. Two", "One. Three."), rebase("One. ", "One. Two", "One. Three."))
  assert.equal(goOn("One.", "One. Two", "One."), "One. Two")
})
