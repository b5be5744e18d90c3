/* Asks where a link leads and what words one presses. Addresses are held to what the server lets through. */
import { openDialog } from "./dialogs.js"
import { mayLeadThere } from "../document/schema_inline.js"
import { partOf } from "./tools.js"

/* `begun`: { href, words, isLink }. Calls `take({ href, words })` or `drop()`, and `then` when it is closed. */
export function askForLink(tools, begun, { take, drop, then }) {
  const dialog = openDialog(tools.piece("link"), { then })
  const address = dialog.querySelector("#editor-link-address")
  const words = dialog.querySelector("#editor-link-words")
  const fault = partOf(dialog, "fault")
  Object.assign(address, { value: begun.href })
  Object.assign(words, { value: begun.words })
  partOf(dialog, "drop").hidden = !begun.isLink

  const finish = (act) => {
    dialog.close()
    act()
  }
  const send = () => {
    const href = completed(address.value)
    if (mayLeadThere(href)) return finish(() => take({ href, words: words.value.trim() || href }))
    fault.textContent = address.value.trim() ? fault.dataset.strange : fault.dataset.empty
    fault.hidden = false
    address.setAttribute("aria-invalid", "true")
    address.setAttribute("aria-describedby", `${fault.id} ${address.id}-help`)
    address.focus()
  }
  partOf(dialog, "take").addEventListener("click", send)
  partOf(dialog, "drop").addEventListener("click", () => finish(drop))
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return
    event.preventDefault()
    send()
  })
  address.focus()
  address.select()
}

/* What people write when they mean an address: without the beginning, or with a mail address alone. */
export function completed(typed) {
  const address = typed.trim()
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u.test(address)) return `mailto:${address}`
  return /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#:]|$))/iu.test(address) ? `https://${address}` : address
}
