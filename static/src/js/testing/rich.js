/* A rich view in a window of jsdom, for tests of what hangs in it. */
import { openWindow } from "./pastes.js"

const borrowed = ["MutationObserver", "EventTarget", "Event", "KeyboardEvent", "MouseEvent", "CustomEvent", "Selection", "Range", "HTMLElement", "Text", "getComputedStyle"]

/* `{ view, source(), press(key), paste(data, files), select(words) }` of a text with these plugins. */
export async function openRich(source, plugins, { window = openWindow('<div class="editor"></div>') } = {}) {
  for (const name of borrowed) globalThis[name] = window[name]
  globalThis.requestAnimationFrame = (act) => setTimeout(act)
  globalThis.navigator ??= window.navigator
  window.Range.prototype.getClientRects = () => [new window.DOMRect(0, 0, 1, 10)]
  window.Range.prototype.getBoundingClientRect = () => new window.DOMRect(0, 0, 1, 10)
  window.scrollBy = () => {}
  window.document.elementFromPoint = () => null
  const { RichSurface } = await import("../editor/rich/rich_surface.js")
  const { TextSelection } = await import("prosemirror-state")
  const surface = new RichSurface(window.document.querySelector(".editor"), { source, plugins })
  const { view } = surface
  view.focus()
  const send = (event) => {
    view.dom.dispatchEvent(event)
    return event
  }
  return {
    window,
    surface,
    view,
    source: () => surface.source,
    send,
    press: (key, more = {}) => send(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })),
    paste: (transfer) => send(Object.assign(new window.Event("paste", { bubbles: true, cancelable: true }), { clipboardData: transfer })),
    type: (text) => view.dispatch(view.state.tr.insertText(text).scrollIntoView()),
    /* Chooses some words, or with `at` only puts the caret before or after them. */
    select(words, at) {
      let place = null
      view.state.doc.descendants((node, pos) => {
        if (place === null && node.isText && node.text.includes(words)) place = pos + node.text.indexOf(words)
      })
      const [from, to] = at === "before" ? [place, place] : at === "after" ? [place + words.length, place + words.length] : [place, place + words.length]
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
    }
  }
}
