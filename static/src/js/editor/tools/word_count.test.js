import assert from "node:assert/strict"
import { test } from "node:test"
import { wordsIn } from "./word_count.js"

test("words are counted as they are read", () => {
  assert.equal(wordsIn(""), 0)
  assert.equal(wordsIn("Kursen hålls tre gånger om året i Ås."), 8)
  assert.equal(wordsIn("Året 2027–2029 kostar 1,5 miljoner i e-handel"), 8)
})

test("marks and addresses are no words", () => {
  assert.equal(wordsIn("## Vår **stora** [kurs](https://www.example.org/en-sida)\n\n- [x] klar"), 5)
  assert.equal(wordsIn("| a | b |\n| --- | --- |\n| c | d |"), 4)
})
