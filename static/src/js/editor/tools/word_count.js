/* How many words the text has, told after a pause so that it does not talk into the writing; and when it is longer than may be. */
const pause = 900

export class WordCount {
  constructor(element, most = -1) {
    this.element = element
    this.most = most
  }

  show(source, { now = false } = {}) {
    clearTimeout(this.timer)
    if (now) this.#say(source)
    else this.timer = setTimeout(() => this.#say(source), pause)
  }

  /* Something else stands here until one goes on writing. */
  warn(sentence) {
    clearTimeout(this.timer)
    this.element.classList.add("is-over")
    this.element.textContent = sentence
  }

  destroy() {
    clearTimeout(this.timer)
  }

  #say(source) {
    const { none, one, many, over } = this.element.dataset
    const number = wordsIn(source)
    const said = { 0: none, 1: one }[number] ?? many
    const excess = this.most > 0 ? source.length - this.most : 0
    const sentences = [said.replace("{number}", number), ...(excess > 0 ? [over.replace("{number}", excess)] : [])]
    this.element.classList.toggle("is-over", excess > 0)
    if (this.element.textContent !== sentences.join(" · ")) this.element.textContent = sentences.join(" · ")
  }
}

/* Words as one reads them: addresses of links and the marks of Markdown are none. */
export function wordsIn(source) {
  const read = source.replace(/\]\([^()\s]*(?:\s+"[^"\n]*")?\)/gu, "] ").replace(/https?:\/\/\S+/gu, "x")
  return read.match(/[\p{L}\p{N}]+(?:[-’'.,:/][\p{L}\p{N}]+)*/gu)?.length ?? 0
}
