import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, until } from "../../testing/page.js"
import { openWindow } from "../../testing/pastes.js"
import { FileDialog } from "./file_dialog.js"
import { ADDRESS, paper, picture, toolsIn } from "./testing_tools.js"

/* A server that answers each sending in turn, with what was sent. */
function answering(...answers) {
  const sent = []
  globalThis.XMLHttpRequest = class extends EventTarget {
    upload = new EventTarget()
    headers = {}
    open(method, address) { this.address = `${method} ${address}` }
    setRequestHeader(name, value) { this.headers[name] = value }
    send(form) {
      sent.push({ address: this.address, token: this.headers["X-CSRFToken"], name: form.get("file").name, alt: form.get("alt") })
      const [status, answer] = answers.shift()
      Object.assign(this, { status, responseText: typeof answer === "string" ? answer : JSON.stringify(answer) })
      setTimeout(() => this.dispatchEvent(new this.upload.constructor.Event(status ? "load" : "error")))
    }
  }
  return sent
}

function open(files, ...answers) {
  const window = openWindow()
  for (const name of ["Event", "EventTarget"]) globalThis[name] = window[name]
  window.EventTarget.Event = window.Event
  const sent = answering(...answers)
  const kept = []
  const dialog = new FileDialog(toolsIn(window), { address: "/areas/skog/files", token: "t" }, (those) => kept.push(...those))
  dialog.open(files, () => {})
  const find = (selector) => window.document.querySelector(selector)
  return {
    window, sent, kept, find,
    all: (selector) => [...window.document.querySelectorAll(selector)],
    async send() {
      find("[data-part=send]").click()
      await moment(20)
    }
  }
}

const answer = (more) => [201, { address: ADDRESS, name: "åker.png", kind: "picture", alt: "En åker", ...more }]

test("a picture is not sent before it is put into words", async () => {
  const page = open([picture()])
  await page.send()

  assert.deepEqual(page.sent, [])
  assert.equal(page.find("[data-part=file] [data-part=fault]").textContent, "Write it in words.")
  assert.equal(page.find("[data-part=file] input").getAttribute("aria-invalid"), "true")
  assert.equal(page.window.document.activeElement, page.find("[data-part=file] input"))
})

test("several files are sent one after the other, and put in when all are kept", async () => {
  const page = open([picture(), paper()], answer(), answer({ kind: "attachment", name: "plan.pdf" }))
  page.find("[data-part=file] input").value = "En åker"
  await page.send()
  await until(() => page.kept.length === 2)

  assert.deepEqual(page.sent, [
    { address: "POST /areas/skog/files", token: "t", name: "åker.png", alt: "En åker" },
    { address: "POST /areas/skog/files", token: "t", name: "plan.pdf", alt: "" }
  ])
  assert.deepEqual(page.kept.map(({ kind, words }) => [kind, words]), [["picture", "En åker"], ["attachment", "plan.pdf"]])
  assert.equal(page.find("dialog"), null)
})

test("what could not be kept says why and can be tried again, and what was kept is sent once", async () => {
  const page = open([paper(), paper()], answer({ kind: "attachment" }), [422, { sentence: "The file is damaged." }], answer({ kind: "attachment" }))
  const faults = () => page.all("[data-part=file] [data-part=fault]").map((one) => one.textContent)
  await page.send()
  await until(() => faults().some(Boolean))

  assert.deepEqual(faults(), ["The file is damaged."])
  assert.deepEqual(page.kept, [])

  await page.send()
  await until(() => page.kept.length > 0)
  assert.equal(page.sent.length, 3)
  assert.equal(page.kept.length, 2)
})

test("closing after a failure puts in what was kept", async () => {
  const page = open([paper(), paper()], answer({ kind: "attachment" }), [0, ""])
  await page.send()
  await until(() => /did not reach/u.test(page.all("[data-part=fault]").at(-1).textContent))

  page.find("[data-part=cancel]").click()

  assert.equal(page.kept.length, 1)
})

test("a page in place of an answer, a file that is too large and an empty one are told in words", async () => {
  const page = open([paper()], [200, "<!doctype html>"])
  await page.send()
  assert.match(page.find("[data-part=file] [data-part=fault]").textContent, /no longer signed in/u)

  const large = open([new File(["x".repeat(2_000)], "stor.pdf", { type: "application/pdf" }), new File([], "tom.pdf", { type: "application/pdf" })])
  await large.send()
  assert.deepEqual(large.sent, [])
  assert.match(large.all("[data-part=file] [data-part=fault]")[0].textContent, /too large/u)
  assert.match(large.all("[data-part=file] [data-part=fault]")[1].textContent, /empty/u)
})

test("a file can be left out again", async () => {
  const page = open([picture(), paper()])

  page.find("[data-part=remove]").click()

  assert.deepEqual(page.all("[data-part=name]").map((one) => one.textContent), ["plan.pdf"])
})
