import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage, until } from "../testing/page.js"
import MeetingLinesController from "./meeting_lines_controller.js"

const markup = `<div data-controller="meeting-lines" data-meeting-lines-key-value="m1" data-meeting-lines-all-kept-value="All kept." data-meeting-lines-waiting-value="Some wait." data-meeting-lines-pause-value="20">
  <form action="https://fardplan.example/meetings/m1/inputs" data-meeting-lines-target="form" data-action="submit->meeting-lines#write">
    <input type="hidden" name="key" value="k"><input name="words"><input name="who"></form>
  <p data-meeting-lines-target="state"></p>
  <ol data-meeting-lines-target="waiting" hidden></ol>
  <template data-meeting-lines-target="line"><li><span class="meeting-line-words"></span><span class="meeting-line-who"></span><span class="meeting-line-fault"></span><button type="button" data-action="meeting-lines#takeBack" hidden>Back</button></li></template>
  <ol data-meeting-lines-target="kept"></ol></div>`

async function opened(answer) {
  const page = await openPage(markup)
  page.window.localStorage.clear()
  globalThis.FormData = page.window.FormData
  globalThis.DOMParser = page.window.DOMParser
  globalThis.fetch = answer
  await page.start("meeting-lines", MeetingLinesController)
  return page
}

async function write(page, words) {
  page.type("[name=words]", words)
  page.find("form").dispatchEvent(new page.window.Event("submit", { bubbles: true, cancelable: true }))
  await moment(10)
}

test("a line leaves the field at once and is among the kept ones when the server has it", async () => {
  const sent = []
  const page = await opened(async (_address, { body }) => {
    sent.push(body.get("words"))
    return { status: 201, text: async () => `<li id="line-${sent.length}">${body.get("words")}</li>` }
  })

  await write(page, "Vi saknar slakteri")
  await write(page, "Och lokaler")

  assert.equal(page.find("[name=words]").value, "")
  assert.deepEqual(sent, ["Vi saknar slakteri", "Och lokaler"])
  assert.equal(page.find("[data-meeting-lines-target=kept]").textContent, "Och lokalerVi saknar slakteri")
  assert.equal(page.find("[data-meeting-lines-target=waiting]").hidden, true)
  assert.equal(page.find("[data-meeting-lines-target=state]").textContent, "All kept.")
})

test("without a connection it stays in sight, and goes when there is one again", async () => {
  let isOnline = false
  const page = await opened(async () => {
    if (!isOnline) throw new Error("no connection")
    return { status: 201, text: async () => "<li id=\"line-1\">Slakteri</li>" }
  })

  await write(page, "Slakteri")
  assert.match(page.find("[data-meeting-lines-target=waiting]").textContent, /Slakteri/u)
  assert.equal(page.find("[data-meeting-lines-target=state]").textContent, "Some wait.")
  isOnline = true
  await until(() => page.find("[data-meeting-lines-target=kept]").textContent === "Slakteri")

  assert.equal(page.find("[data-meeting-lines-target=waiting]").children.length, 0)
  assert.equal(page.find("[data-meeting-lines-target=kept]").textContent, "Slakteri")
})

test("one that was refused tells why, and can be put back into the field", async () => {
  const page = await opened(async () => ({ status: 422, text: async () => "Too long." }))

  await write(page, "Slakteri")
  assert.match(page.find("[data-meeting-lines-target=waiting]").textContent, /Too long\./u)
  page.find("[data-meeting-lines-target=waiting] button").click()

  assert.equal(page.find("[name=words]").value, "Slakteri")
  assert.equal(page.find("[data-meeting-lines-target=waiting]").hidden, true)
})

test("nothing is no line", async () => {
  let asked = 0
  const page = await opened(async () => { asked += 1 })

  await write(page, "   ")

  assert.equal(asked, 0)
})
