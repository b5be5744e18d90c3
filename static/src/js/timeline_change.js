/* Dates of one bar on their way to somewhere else: what they would say, and a shape that shows where that is. */
import { inWords, moved, span, unitOf } from "./timeline_dates.js"

const SVG = "http://www.w3.org/2000/svg"

export class TimelineChange {
  constructor(bar, { first, last, quarter, earliest, latest }) {
    Object.assign(this, { bar, quarter, lead: 0, tail: 0, start: bar.dataset.start, end: bar.dataset.end })
    this.window = [span(first)[0], span(last)[1]]
    this.limits = [span(earliest)[0], span(latest)[1]]
    this.ghost = document.createElementNS(SVG, "rect")
    this.told = document.createElementNS(SVG, "text")
    this.ghost.classList.add("timeline-ghost")
    this.told.classList.add("timeline-told")
    bar.after(this.ghost, this.told)
  }

  /* Move by days: the whole bar, or one end of it. What would end before it starts is not shown; a whole bar whose ends
     are told in different units may come to that on its way, and goes on. */
  by(asked, what = "both") {
    const days = this.#within(asked, what)
    const lead = this.lead + (what === "end" ? 0 : days)
    const tail = this.tail + (what === "start" ? 0 : days)
    const start = moved(this.bar.dataset.start, lead)
    const end = moved(this.bar.dataset.end, tail)
    const isPossible = !start || !end || span(end)[1] > span(start)[0]
    if (isPossible || what === "both") Object.assign(this, { lead, tail })
    if (!isPossible) return
    Object.assign(this, { start, end })
    this.#draw()
  }

  /* To where that lies from the beginning, as a pointer tells it. */
  to(days, what) {
    Object.assign(this, { lead: 0, tail: 0 })
    this.by(days, what)
  }

  /* The days of one step by key. */
  step(what) {
    const { start, end } = this.bar.dataset
    const units = { start: [start], end: [end], both: [start, end] }[what].map(unitOf)
    const unit = Math.min(...units)
    return Number.isFinite(unit) ? unit : 0
  }

  get isChanged() {
    return this.start !== this.bar.dataset.start || this.end !== this.bar.dataset.end
  }

  get period() {
    const dates = [...new Set([this.start, this.end])].filter(Boolean)
    return dates.map((date) => inWords(date, document.documentElement.lang, this.quarter)).join(" – ")
  }

  leave() {
    this.ghost.remove()
    this.told.remove()
  }

  /* As many of these days as there are before the years of plans end. */
  #within(days, what) {
    const { lead, tail, limits } = this
    const { start, end } = this.bar.dataset
    const moving = { start: [[start, lead]], end: [[end, tail]], both: [[start, lead], [end, tail]] }[what].filter(([date]) => date)
    const least = Math.max(...moving.map(([date, gone]) => limits[0] - span(date)[0] - gone))
    const most = Math.min(...moving.map(([date, gone]) => limits[1] - span(date)[1] - gone))
    return Math.max(Math.min(0, least), Math.min(Math.max(0, most), days))
  }

  #draw() {
    const [from, to] = this.window
    const place = (day) => Math.min(100, Math.max(0, ((day - from) / (to - from)) * 100))
    const left = place(span(this.start || this.end)[0])
    const width = Math.max(place(span(this.end || this.start)[1]) - left, 0.8)
    const places = { x: `${left}%`, y: "-11", width: `${width}%`, height: "22" }
    for (const [name, value] of Object.entries(places)) this.ghost.setAttribute(name, value)
    this.told.setAttribute("x", `${left > 60 ? left + width : left}%`)
    this.told.setAttribute("y", "-15")
    this.told.setAttribute("text-anchor", left > 60 ? "end" : "start")
    this.told.textContent = this.period
  }
}
