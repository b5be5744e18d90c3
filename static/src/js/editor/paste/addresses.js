/* Where pasted links lead: only where the server lets them, and past those that stand in between only to watch. */
import { mayLeadThere } from "../document/schema_inline.js"

const between = [
  { host: /(?:^|\.)google\.\w+$/u, path: /^\/url$/u, name: ["q", "url"] },
  { host: /\.safelinks\.protection\.outlook\.com$/u, path: /^\//u, name: ["url"] }
]

/* The address to write for a link, or null when there is none to keep. Places within the other text are left behind. */
export function addressFrom(element, origin) {
  const told = element.getAttribute("href")?.trim()
  if (!told || told.startsWith("#") || element.classList.contains("term")) return null
  const address = shortened(told, origin)
  return mayLeadThere(address) ? address : null
}

function shortened(told, origin) {
  const url = parsed(told)
  if (!url) return told
  const way = between.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname))
  const aim = way?.name.map((name) => url.searchParams.get(name)).find(Boolean)
  if (aim) return parsed(aim) ? aim : told
  return pathOn(told, origin)
}

/* An address of this site without the site. */
export function pathOn(told, origin) {
  const url = parsed(told)
  return url?.origin === origin ? url.pathname + url.search + url.hash : told
}

/* The place within its own text that a link leads to. */
export function placeIn(element) {
  const told = element.getAttribute("href") ?? ""
  const at = told.indexOf("#")
  return at < 0 ? null : decoded(told.slice(at + 1))
}

function parsed(told) {
  try {
    return new URL(told)
  } catch {
    return null
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
