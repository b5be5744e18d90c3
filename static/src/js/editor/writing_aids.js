/* What helps while one writes, in the rich view and in the plain field alike: names that are offered, what comes in by pasting,
   pictures and files, and in a suggestion the marks of what is new. */
import { changeMarksPlugin } from "./changes/change_marks.js"
import { completeIn } from "./completion/field.js"
import { completionPlugin } from "./completion/plugin.js"
import { Source } from "./completion/source.js"
import { FileDialog } from "./files/file_dialog.js"
import { putIn, putInField } from "./files/file_nodes.js"
import { parse } from "./document/parse.js"
import { pastePlugin } from "./paste/paste.js"
import { pasteIn } from "./paste/plain.js"
import { picturesPlugin } from "./files/pictures.js"
import { schema } from "./document/schema.js"
import { serialise } from "./document/serialise.js"

export class WritingAids {
  #leaving = new AbortController()

  constructor(editor) {
    const { field, tools, element } = editor
    Object.assign(this, { editor, field, tools })
    this.area = field.closest("[data-writing-area]")?.dataset.writingArea
    this.notice = tools.piece("notice")
    this.completing = { piece: () => tools.piece("completion"), source: this.#source(), home: element }
    this.pasting = { schema, parse, write: serialise, tell: (number) => this.#tellOfPictures(number), take: (files) => this.#take(files) }
    element.append(this.notice)
    if (this.#isSuggestion) element.append(tools.piece("changes"))
    element.querySelector("[data-command=picture]")?.toggleAttribute("hidden", !this.area)
    completeIn(field, this.completing, this.#leaving.signal)
    pasteIn(field, this.pasting, this.#leaving.signal)
    editor.addEventListener("input", this.#written)
  }

  /* More of them for the rich view. */
  get plugins() {
    const { tools, pasting: { take } } = this
    return [
      completionPlugin(this.completing),
      pastePlugin(this.pasting),
      picturesPlugin({ tools, take }),
      ...(this.#isSuggestion ? [changeMarksPlugin({ base: parse(this.field.dataset.base), words: this.#legend.dataset })] : [])
    ]
  }

  /* More of them for the toolbar and the keys. */
  get commands() {
    return { picture: () => this.#take([]) }
  }

  destroy() {
    this.#leaving.abort()
    this.editor.removeEventListener("input", this.#written)
    for (const part of [this.notice, this.#legend]) part?.remove()
  }

  get #isSuggestion() {
    return "base" in this.field.dataset
  }

  get #legend() {
    return this.editor.element.querySelector("[data-part=changes]")
  }

  #source() {
    const { names } = this.tools.piece("completion").dataset
    const mentions = this.field.closest("[data-mention-url-value]")?.dataset.mentionUrlValue
    return new Source({ links: this.area ? `${names}?area=${encodeURIComponent(this.area)}` : names, mentions })
  }

  #take(files) {
    const { editor, field, tools, area } = this
    if (!area) return this.#tell(this.notice.dataset.noFiles)
    const token = (field.form ?? document).querySelector("input[name=csrf_token]")?.value ?? ""
    const put = (kept) => (editor.view ? putIn(editor.view, kept) : putInField(field, kept))
    new FileDialog(tools, { address: `/areas/${encodeURIComponent(area)}/files`, token }, put).open(files, () => editor.focus())
  }

  #tellOfPictures(number) {
    const { pictureLeft, picturesLeft } = this.notice.dataset
    this.#tell((number === 1 ? pictureLeft : picturesLeft).replace("{number}", number))
  }

  #tell(sentence) {
    this.told = Date.now()
    this.notice.textContent = sentence
  }

  /* A notice goes when one writes on. */
  #written = () => {
    if (this.notice.textContent && Date.now() - this.told > 2_000) this.notice.textContent = ""
  }
}
