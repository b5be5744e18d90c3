/* Names offered in the plain field. Those who can be mentioned are offered there by a controller of their own, with or
   without an editor. */
import { CaretMirror } from "../plain/caret_mirror.js"
import { begunIn } from "./signs.js"
import { Completion } from "./completion.js"
import { insertAt } from "../plain/insert_text.js"

export function completeIn(field, { piece, source, home }, signal) {
  const completion = new Completion({
    source,
    home,
    piece: piece(),
    owner: field,
    place: ({ from }) => placeOf(field, from),
    take: (one, { from }) => take(field, one, from)
  })
  const seek = () => completion.seek(begunAt(field))
  const on = (name, act) => field.addEventListener(name, act, { signal })
  on("input", seek)
  on("keydown", (event) => completion.press(event) && event.stopImmediatePropagation())
  on("keyup", ({ key }) => key.startsWith("Arrow") && !completion.list.isOpen && seek())
  on("blur", () => completion.close())
  signal.addEventListener("abort", () => completion.destroy())
}

function begunAt(field) {
  const { selectionStart: at, selectionEnd: end, value } = field
  if (at !== end || document.activeElement !== field) return null
  const begun = begunIn(value.slice(value.lastIndexOf("\n", at - 1) + 1, at))
  return begun?.sort === "links" ? { ...begun, from: at - begun.length } : null
}

function placeOf(field, from) {
  const mirror = new CaretMirror(field)
  const mark = document.createElement("span")
  mark.textContent = "\u200b"
  mirror.fill([document.createTextNode(field.value.slice(0, from)), mark])
  const place = mark.getBoundingClientRect()
  mirror.destroy()
  return place
}

function take(field, { name, address, is_label: isLabel }, from) {
  const to = field.selectionStart
  const end = to + (field.value.startsWith("]]", to) ? 2 : 0)
  insertAt(field, from, end, isLabel ? `[[${name}]]` : `[${name.replace(/[[\]\\]/gu, "\\$&")}](${address})`)
}
