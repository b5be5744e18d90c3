/* Asks for files, and for what is to be said of each; sends them, and hands over those that were kept. */
import { openDialog } from "../tools/dialogs.js"
import { FileRow } from "./file_row.js"
import { partOf } from "../tools/tools.js"

/* `given`: { address, token } of where to send. `put(kept)` takes [{ address, kind, name, words }]. */
export class FileDialog {
  #rows = []

  constructor(tools, given, put) {
    Object.assign(this, { tools, given, put })
  }

  /* With files at hand, or with a button to choose some. */
  open(files, then) {
    this.then = then
    this.element = this.tools.piece("files")
    this.list = partOf(this.element, "rows")
    this.status = partOf(this.element, "status")
    this.sender = partOf(this.element, "send")
    const chooser = partOf(this.element, "chooser")
    chooser.addEventListener("change", () => {
      this.#add([...chooser.files])
      chooser.value = ""
    })
    this.sender.addEventListener("click", () => this.#send())
    this.list.addEventListener("keydown", (event) => event.key === "Enter" && event.target.matches("input") && this.#send())
    openDialog(this.element, { then: () => this.#left() })
    this.#add(files)
    if (!files.length) chooser.focus()
  }

  #add(files) {
    const most = Number(this.element.dataset.most)
    const added = files.map((file) => {
      const row = new FileRow(this.tools.piece("file"), file, { most, remove: () => this.#remove(row) })
      return row
    })
    this.#rows.push(...added)
    this.list.append(...added.map((row) => row.element))
    added[0]?.input.focus()
    this.#show()
  }

  #remove(row) {
    row.element.remove()
    this.#rows = this.#rows.filter((one) => one !== row)
    partOf(this.element, "chooser").focus()
    this.#show()
  }

  #show() {
    this.sender.disabled = this.isSending || !this.#rows.length
    partOf(this.element, "cancel").disabled = Boolean(this.isSending)
    for (const { element } of this.#rows) partOf(element, "remove").disabled = Boolean(this.isSending)
  }

  async #send() {
    const wrong = this.#rows.filter((row) => !row.check())
    if (this.isSending || !this.#rows.length) return
    if (wrong.length) return wrong[0].input.focus()
    this.isSending = true
    this.#show()
    for (const [at, row] of this.#rows.entries()) {
      this.#say(this.status.dataset.sending.replace("{at}", at + 1).replace("{number}", this.#rows.length))
      await row.send(this.given)
    }
    this.isSending = false
    this.#show()
    const failed = this.#rows.filter((row) => !row.kept)
    this.#say(failed.length ? this.status.dataset.failed : "")
    if (failed.length) failed[0].input.focus()
    else this.element.close()
  }

  #say(sentence) {
    this.status.textContent = sentence
  }

  /* Those that were kept are put in also when others could not be. */
  #left() {
    const kept = this.#rows.filter((row) => row.kept)
    this.#rows = []
    this.then?.()
    if (kept.length) this.put(kept.map((row) => ({ ...row.kept, words: row.words })))
  }
}
