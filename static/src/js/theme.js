/* Light, dark or as the machine has it. Kept in this browser only. */
const key = "theme"
const known = ["light", "dark"]

export function chosenTheme() {
  const kept = localStorage.getItem(key)
  return known.includes(kept) ? kept : "system"
}

export function applyTheme(theme = chosenTheme()) {
  if (known.includes(theme)) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
}

export function chooseTheme(theme) {
  if (known.includes(theme)) localStorage.setItem(key, theme)
  else localStorage.removeItem(key)
  applyTheme(theme)
}
