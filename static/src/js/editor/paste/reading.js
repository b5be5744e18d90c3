/* What lies on the clipboard as HTML, read into a document of its own, in which nothing runs and nothing is fetched.

   Its styles are read as plain text: the page's own rules would refuse them aloud, as they would what is to be run, and
   browsers drop what only Word knows. */
const sheet = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/giu
const tag = /<[a-z][^\s<>/]*(?:"[^"]*"|'[^']*'|[^'"<>])*>/giu
const rule = /([^{}]+)\{([^{}]*)\}/gu

/* `styleOf(element)` is what its classes and the element itself say, by name; all in small letters. */
export function readHtml(html) {
  const sheets = []
  const bare = html
    .replace(sheet, (_, text) => (sheets.push(text), ""))
    .replace(/<base\b[^>]*>/giu, "")
    .replace(tag, (one) => one.replace(/(?<=[\s"'])(?:style|on\w+)\s*=/giu, (name) => `data-${name}`))
  const { body } = new DOMParser().parseFromString(bare, "text/html")
  const rules = rulesIn(sheets.join("\n"))
  const known = new WeakMap()
  const styleOf = (element) => {
    if (!known.has(element)) known.set(element, told(element, rules))
    return known.get(element)
  }
  return { body, styleOf, levelOf: (list, level) => rules.get(`@list ${list}:level${level}`) ?? {} }
}

function told(element, rules) {
  const ofClasses = [...element.classList].map((name) => rules.get(`.${name.toLowerCase()}`))
  return Object.assign(Object.create(null), ...ofClasses, declarations(element.getAttribute("data-style") ?? ""))
}

function rulesIn(text) {
  const rules = new Map()
  for (const [, selectors, body] of text.replace(/<!--|-->|\/\*[\s\S]*?\*\//gu, "").matchAll(rule)) {
    for (const selector of selectors.toLowerCase().split(",")) {
      const name = /@list\s+\S+|\.[\w-]+\s*$/u.exec(selector)?.[0].trim().replace(/\s+/gu, " ")
      if (name) rules.set(name, Object.assign(rules.get(name) ?? Object.create(null), declarations(body)))
    }
  }
  return rules
}

function declarations(text) {
  const found = Object.create(null)
  for (const one of text.toLowerCase().split(";")) {
    const at = one.indexOf(":")
    if (at > 0) found[one.slice(0, at).trim()] = one.slice(at + 1).trim()
  }
  return found
}
