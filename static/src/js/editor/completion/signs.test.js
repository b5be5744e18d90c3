import assert from "node:assert/strict"
import { test } from "node:test"
import { begunIn } from "./signs.js"

test("what begins a name", () => {
  assert.deepEqual(begunIn("Se [[Hållbar en"), { sort: "links", word: "Hållbar en", length: 12 })
  assert.deepEqual(begunIn("(@Ann"), { sort: "mentions", word: "Ann", length: 4 })
  for (const none of ["Se [[", "Se [[ a", "Se [[a]]", "[[a|b", "post@ann", "@ ann", "[a"]) assert.equal(begunIn(none), null)
})
