import assert from "node:assert/strict"
import { test } from "node:test"
import { inWords, moved, span, unitOf } from "./timeline_dates.js"

test("a date moves by its own unit, and keeps how exactly it was told", () => {
  assert.equal(moved("2026", 365.25), "2027")
  assert.equal(moved("2026-Q4", 91.31), "2027-Q1")
  assert.equal(moved("2026-Q1", -91.31), "2025-Q4")
  assert.equal(moved("2026-01", -30.44), "2025-12")
  assert.equal(moved("2026-02-28", 1), "2026-03-01")
})

test("less than half a unit is no move", () => {
  assert.equal(moved("2026", 180), "2026")
  assert.equal(moved("2026-Q3", -45), "2026-Q3")
})

test("a date that nobody knows stays unknown, and no key moves it", () => {
  assert.equal(moved("", 400), "")
  assert.equal(unitOf(""), Infinity)
})

test("a date is a stretch of days", () => {
  const length = ([first, after]) => after - first
  assert.equal(length(span("2024")), 366)
  assert.equal(length(span("2026-Q1")), 90)
  assert.equal(length(span("2026-02")), 28)
  assert.equal(length(span("2026-02-28")), 1)
})

test("a date is told in the reader's words", () => {
  assert.equal(inWords("2026", "sv", "kvartal {quarter} {year}"), "2026")
  assert.equal(inWords("2026-Q3", "sv", "kvartal {quarter} {year}"), "kvartal 3 2026")
  assert.equal(inWords("2026-11", "sv", ""), "november 2026")
  assert.equal(inWords("2026-11-21", "sv", ""), "21 november 2026")
})
