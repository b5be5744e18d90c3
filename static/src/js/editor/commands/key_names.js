/* Keys are said once, in the tools that come from the server: "Mod+Shift+8". Here they are said as others want them. */
import { isMac } from "../tools/tools.js"

const arrows = new Set(["Left", "Right", "Up", "Down"])
const movers = new Set([...arrows, "Backspace", "Delete"])

/* A Mac moves by words with Alt, Shift and an arrow: there its Control stands in for Alt. */
function parts(keys) {
  const found = keys.split("+")
  return isMac() && movers.has(found.at(-1)) ? found.map((key) => (key === "Alt" ? "Ctrl" : key)) : found
}

export function asBinding(keys) {
  return parts(keys).map((key) => (arrows.has(key) ? `Arrow${key}` : key.length === 1 ? key.toLowerCase() : key)).join("-")
}

export function asAttribute(keys) {
  const names = { Mod: isMac() ? "Meta" : "Control", Ctrl: "Control" }
  return parts(keys).map((key) => names[key] ?? (arrows.has(key) ? `Arrow${key}` : key)).join("+")
}

export function asWords(keys) {
  const names = isMac() ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Ctrl: "⌃" } : { Mod: "Ctrl" }
  return parts(keys).map((key) => names[key] ?? key).join("+")
}
