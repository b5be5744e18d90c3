import assert from "node:assert/strict"
import { test } from "node:test"
import { moment, openPage } from "../testing/page.js"
import TimelineController from "./timeline_controller.js"

const markup = `<figure data-controller="timeline" data-timeline-first-value="2026-01-01" data-timeline-last-value="2027-12-31"
  data-timeline-earliest-value="1950" data-timeline-latest-value="2150"
  data-timeline-quarter-value="kvartal {quarter} {year}" data-timeline-moved-value="{period}. Enter sparar." data-timeline-left-value="Som det var.">
  <svg class="timeline-plot"><a href="/blocks/1" data-timeline-target="bar" data-action="keydown->timeline#key"
    data-start="2026-Q3" data-end="2026" data-based-on="7" data-dates="/blocks/1/dates"><rect class="timeline-body"/></a></svg>
  <form data-timeline-target="form" hidden><input name="start"><input name="end"><input name="based_on"></form></figure>`

async function open() {
  const page = await openPage(markup)
  page.sent = null
  const form = page.find("form")
  form.requestSubmit = () => { page.sent = [form.getAttribute("action"), ...["start", "end", "based_on"].map((name) => form.elements[name].value)] }
  await page.start("timeline", TimelineController)
  page.press = (key, held = {}) => {
    const event = new page.window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held })
    page.find("a").dispatchEvent(event)
    return event.defaultPrevented
  }
  return page
}

test("the arrows move the bar by the finer of its two dates, and Enter sends them", async () => {
  const page = await open()

  page.press("ArrowRight")
  page.press("ArrowRight")
  page.press("Enter")

  assert.deepEqual(page.sent, ["/blocks/1/dates", "2027-Q1", "2027", "7"])
})

test("with Shift they move the end only", async () => {
  const page = await open()

  page.press("ArrowRight", { shiftKey: true })
  page.press("Enter")

  assert.deepEqual(page.sent, ["/blocks/1/dates", "2026-Q3", "2027", "7"])
})

test("each move is told, and so is leaving it", async () => {
  const page = await open()

  page.press("ArrowRight", { shiftKey: true })
  await moment(80)
  assert.equal(page.find("#announcements").textContent, "kvartal 3 2026 – 2027. Enter sparar.")
  assert.ok(page.find(".timeline-ghost"))

  page.press("Escape")
  await moment(80)
  assert.equal(page.find("#announcements").textContent, "Som det var.")
  assert.equal(page.find(".timeline-ghost"), null)
  assert.equal(page.sent, null)
})

test("it never ends before it starts", async () => {
  const page = await open()

  for (let times = 0; times < 3; times += 1) page.press("ArrowLeft", { shiftKey: true })
  page.press("Enter")

  assert.equal(page.sent, null)
})

test("a key that is held leads to the last year that a date may have, and no further", async () => {
  const page = await open()

  for (let times = 0; times < 700; times += 1) page.press("ArrowRight")
  page.press("Enter")

  assert.deepEqual(page.sent, ["/blocks/1/dates", "2150-Q3", "2150", "7"])
})

test("and to the first one, from where the way back is one step long", async () => {
  const page = await open()

  for (let times = 0; times < 700; times += 1) page.press("ArrowLeft")
  page.press("ArrowRight")
  page.press("Enter")

  assert.deepEqual(page.sent, ["/blocks/1/dates", "1950-Q4", "1950", "7"])
})

test("Enter on a bar that has not been moved follows its link", async () => {
  const page = await open()

  assert.equal(page.press("Enter"), false)
})
