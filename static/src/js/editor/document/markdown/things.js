/* What stands among words without being words, and where links lead. */
const clean = (text, signs) => text.replace(signs, "").replace(/\s+/gu, " ").trim()
export const target = (href) => (/[()]/u.test(href) ? `<${href}>` : href)
export const titled = (title) => (title ? ` "${clean(title, /["'\\`[\]<>&()]/gu)}"` : "")

export const things = {
  hard_break: () => "\\\n",
  image: ({ src, alt, title }) => `![${clean(alt, /[\\`*_~[\]<>&]/gu)}](${src}${titled(title)})`,
  footnote_reference: ({ label }) => `[^${label}]`,
  wiki_link: ({ target: name, label }, { isCell }) => `[[${name}${label ? `${isCell ? "\\" : ""}|${label}` : ""}]]`
}

/* As many ticks around code as it has none of in a row, and a space where it begins or ends with one. */
export function ticksAround(text) {
  const runs = [...text.matchAll(/`+/gu)].map((run) => run[0].length)
  let length = 1
  while (runs.includes(length)) length += 1
  return ["`".repeat(length), /^`|`$/u.test(text) ? " " : ""]
}
