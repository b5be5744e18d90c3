import assert from "node:assert/strict"
import { test } from "node:test"
import { Door } from "./door.js"

function open(person, answers) {
  const asked = []
  const token = { value: "old" }
  const ask = async (_address, { headers }) => {
    asked.push(headers["X-CSRFToken"])
    return answers.shift()
  }
  return { asked, token, door: new Door("/blocks/b/live", token, { ask, page: "http://site.test/", person }) }
}

const stale = () => Response.json({ token: "new", person: "sara", final: false }, { status: 400 })

test("who has signed in anew in another window goes on, and so does the form", async () => {
  const { door, asked, token } = open("sara", [stale(), Response.json({ seq: 1 })])

  assert.deepEqual(await door.push("s", 2, new Uint8Array([0])), { status: 200, body: { seq: 1 } })
  assert.deepEqual(asked, ["old", "new"])
  assert.equal(token.value, "new")
})

test("words are not sent by somebody else who has signed in", async () => {
  const { door, asked, token } = open("erik", [stale()])

  assert.equal((await door.join({ field: "text" })).status, 401)
  assert.deepEqual(asked, ["old"])
  assert.equal(token.value, "old")
})

test("a token that is refused too is not asked for without end", async () => {
  const { door, asked } = open("sara", [stale(), stale()])

  assert.equal((await door.join({ field: "text" })).status, 401)
  assert.equal(asked.length, 2)
})
