/* A box with words that are not in the text, for the person to take care of. `done` when that is so. */
import { announce } from "../announce.js"

export function offerBox(template, { sentence, text, done, copied }) {
  const box = template.content.firstElementChild.cloneNode(true)
  const part = (name) => box.querySelector(`[data-part=${name}]`)
  part("sentence").textContent = sentence ?? ""
  part("text").value = text
  part("copy").addEventListener("click", () => copy(part("text")).then(() => announce(copied)))
  part("done").addEventListener("click", () => { done(); box.remove() })
  return box
}

export function announceBox(box) {
  announce([...box.querySelectorAll("p")].map((piece) => piece.textContent.trim()).join(" "))
}

async function copy(field) {
  await navigator.clipboard.writeText(field.value).catch(() => { field.select(); document.execCommand("copy") })
}
