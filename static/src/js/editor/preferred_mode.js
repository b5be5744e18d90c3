/* Whoever wants to write Markdown wants it the next time too, in this browser. */
const key = "writes"

export const preferred = () => (localStorage.getItem(key) === "markdown" ? "markdown" : "rich")

export const prefer = (mode) => localStorage.setItem(key, mode)
