/* A dialog over the page. It stands outside the form that one writes in, and nothing of it is left when it closes. */
import { partOf } from "./tools.js"

export function openDialog(dialog, { then } = {}) {
  document.body.append(dialog)
  const close = () => dialog.close()
  partOf(dialog, "cancel").addEventListener("click", close)
  dialog.addEventListener("click", (event) => event.target === dialog && close())
  dialog.addEventListener("close", () => {
    dialog.remove()
    document.removeEventListener("turbo:before-cache", close)
    then?.()
  })
  document.addEventListener("turbo:before-cache", close)
  dialog.showModal()
  return dialog
}
