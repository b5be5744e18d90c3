/* Changes dates on the timeline, by pointer and by keys, and sends them with the form of the page. The server draws again.
   <figure data-controller="timeline" data-timeline-first-value data-timeline-last-value data-timeline-quarter-value
     data-timeline-earliest-value data-timeline-latest-value …>
     <a data-timeline-target="bar" data-action="keydown->timeline#key" data-start data-end data-based-on data-dates>
     <form data-timeline-target="form" hidden> */
import { Controller } from "@hotwired/stimulus"
import { announce } from "../announce.js"
import { TimelineChange } from "../timeline_change.js"
import { watchDrags } from "../timeline_drags.js"

export default class extends Controller {
  static targets = ["bar", "form", "saved"]
  static values = { first: String, last: String, quarter: String, earliest: String, latest: String, moved: String, left: String }

  connect() {
    this.stopWatching = watchDrags(this.element, {
      begin: (bar) => this.#begin(bar),
      drag: (share, what) => this.change?.to(share * this.#days, what),
      end: () => this.#save(),
      cancel: () => this.#leave()
    })
    this.element.addEventListener("focusout", this.#away)
  }

  disconnect() {
    this.stopWatching()
    this.element.removeEventListener("focusout", this.#away)
    this.#leave()
  }

  /* The bar that was changed keeps the focus when the page is drawn again. */
  savedTargetConnected(bar) {
    bar.focus({ preventScroll: true })
  }

  key(event) {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (direction) this.#move(event, direction, event.shiftKey ? "end" : "both")
    else if (this.change && event.key === "Enter") this.#settle(event, () => this.#save())
    else if (this.change && event.key === "Escape") this.#settle(event, () => this.#leave(this.leftValue))
  }

  #move(event, direction, what) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.#begin(event.currentTarget)
    this.change.by(direction * this.change.step(what), what)
    announce(this.movedValue.replace("{period}", this.change.period))
  }

  #begin(bar) {
    if (this.change?.bar === bar) return
    this.#leave()
    const { firstValue: first, lastValue: last, quarterValue: quarter, earliestValue: earliest, latestValue: latest } = this
    this.change = new TimelineChange(bar, { first, last, quarter, earliest, latest })
  }

  #settle(event, act) {
    event.preventDefault()
    act()
  }

  #save() {
    const { change } = this
    if (!change?.isChanged) return this.#leave()
    const form = this.formTarget
    form.action = change.bar.dataset.dates
    const fields = { start: change.start, end: change.end, based_on: change.bar.dataset.basedOn }
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value
    this.change = null
    form.requestSubmit()
  }

  #leave(sentence) {
    this.change?.leave()
    this.change = null
    if (sentence) announce(sentence)
  }

  #away = (event) => {
    if (event.target === this.change?.bar) this.#leave()
  }

  get #days() {
    return (Date.parse(this.lastValue) - Date.parse(this.firstValue)) / 86_400_000 + 1
  }
}
