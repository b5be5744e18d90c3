/* What is seen and heard of writing together: who is here, and how it stands with what one has written. Every sentence
   comes from the page. */
import { announce } from "../announce.js"
import { Company } from "./company.js"
import { announceBox, offerBox } from "./offer.js"
import { standing } from "./standing.js"

/* What lasts shorter is not worth telling. */
const shortest = { saving: 800, away: 2000, joining: 800 }
const newsStays = 30_000
const told = ["away", "signed_out", "closed", "apart"]

export class Panel {
  #given = []

  constructor({ element, status, news, people, person, offer, words, form }) {
    Object.assign(this, { status, news, offer, words })
    this.height = new ResizeObserver(() => form.style.setProperty("--above", `${element.offsetHeight}px`))
    this.height.observe(element)
    this.company = new Company(people, person, (word, facts) => this.say(word, facts))
  }

  word(name, facts = {}) {
    const sentence = this.words.content.querySelector(`[data-word="${name}"]`)?.textContent.trim() ?? ""
    return sentence.replace(/\{(\w+)\}/gu, (_whole, fact) => facts[fact] ?? "")
  }

  say(word, facts) {
    announce(this.word(word, facts))
  }

  /* What has happened to the text is also shown, for a while. */
  tell(sentence) {
    announce(sentence)
    this.news.textContent = sentence
    this.news.hidden = false
    clearTimeout(this.newsTimer)
    this.newsTimer = setTimeout(() => (this.news.hidden = true), newsStays)
  }

  changed(fields) {
    const { state, sentence } = standing(fields)
    this.company.changed(fields)
    if (state + sentence === this.coming) return
    clearTimeout(this.timer)
    this.coming = state + sentence
    this.timer = setTimeout(() => this.#show(state, sentence), shortest[state] ?? 0)
  }

  /* A version could not be saved now. */
  refuse(word) {
    this.coming = undefined
    clearTimeout(this.timer)
    this.#show("away", this.word(word))
  }

  /* Words that could not be put in, for the person to take care of: below the field that they were written in. */
  give(field, sentence, text, done) {
    const box = offerBox(this.offer, { sentence, text, done, copied: this.word("copied") })
    this.#given.push(box)
    field.element.closest(".field").append(box)
    announceBox(box)
  }

  destroy() {
    for (const timer of [this.timer, this.newsTimer]) clearTimeout(timer)
    this.company.destroy()
    this.height.disconnect()
    this.#given.forEach((box) => box.remove())
  }

  #show(state, sentence) {
    const before = this.status.dataset.state
    this.status.dataset.state = state
    this.status.textContent = sentence || this.word(state)
    if (told.includes(state)) announce(this.status.textContent)
    else if (before === "away" && state === "saved") this.say("back")
  }
}
