/* One file on its way: what it is called, what is to be said of it, how far it has come, or why it cannot be kept. */
import { NotKept, send } from "./file_sending.js"
import { partOf } from "../tools/tools.js"

const pictures = /^image\/(?:png|jpeg|webp|gif)$/u
const endings = /\.(?:png|jpe?g|webp|gif)$/iu
let made = 0

export class FileRow {
  kept = null

  constructor(element, file, { most, remove }) {
    this.element = element
    this.file = file
    this.most = most
    this.isPicture = file.type ? pictures.test(file.type) : endings.test(file.name)
    const id = `editor-file-${(made += 1)}`
    this.input = element.querySelector("input")
    this.input.id = id
    this.fault = partOf(element, "fault")
    this.fault.id = `${id}-fault`
    this.fault.remove()
    this.progress = element.querySelector("progress")
    for (const part of element.querySelectorAll(`[data-for=${this.isPicture ? "attachment" : "picture"}]`)) part.remove()
    for (const label of element.querySelectorAll("label")) label.htmlFor = id
    partOf(element, "name").textContent = file.name
    if (!this.isPicture) this.input.value = file.name
    partOf(element, "remove").addEventListener("click", remove)
    this.input.addEventListener("input", () => this.tell(""))
    if (this.isPicture) this.#preview()
  }

  get words() {
    return this.input.value.trim()
  }

  tell(sentence) {
    this.fault.textContent = sentence
    if (sentence) this.input.before(this.fault)
    else this.fault.remove()
    const said = { "aria-invalid": "true", "aria-describedby": this.fault.id }
    for (const [name, value] of Object.entries(said)) {
      if (sentence) this.input.setAttribute(name, value)
      else this.input.removeAttribute(name)
    }
  }

  /* Whether it can be sent as it is. */
  check() {
    const { noWords, tooLarge, empty } = this.element.dataset
    const sentence = this.file.size > this.most ? tooLarge : !this.file.size ? empty : this.words ? "" : noWords
    this.tell(sentence)
    return !sentence
  }

  /* Whether it was kept. */
  async send(given) {
    if (this.kept) return true
    this.progress.hidden = false
    const alt = this.isPicture ? this.words : ""
    try {
      this.kept = await send({ ...given, file: this.file, alt, words: this.element.dataset, progress: (part) => { this.progress.value = part } })
      this.input.disabled = true
      return true
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
      this.progress.hidden = true
      this.tell(error.message)
      return false
    }
  }

  /* Drawn, for the page lets no address of the file itself be shown. */
  async #preview() {
    const canvas = partOf(this.element, "preview")
    const picture = await globalThis.createImageBitmap?.(this.file).catch(() => null)
    if (!picture) return
    const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height)
    const [width, height] = [picture.width * scale, picture.height * scale]
    canvas.getContext("2d")?.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height)
    canvas.hidden = false
  }
}
