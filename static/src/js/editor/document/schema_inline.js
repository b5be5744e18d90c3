/* What stands within a paragraph, and the marks that words can bear. */

/* Pictures are the site's own, kept beside the text that shows them. */
export const ownPicture = /^\/files\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

const pageOf = (target) => `/links?to=${encodeURIComponent(target)}`

export const inline = {
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
    leafText: () => "\n"
  },
  image: {
    inline: true,
    group: "inline",
    draggable: true,
    attrs: { src: { validate: "string" }, alt: { default: "", validate: "string" }, title: { default: "", validate: "string" } },
    parseDOM: [{ tag: "img[src]", getAttrs: pictureOf }],
    toDOM: ({ attrs: { src, alt, title } }) => ["img", { src, alt, ...(title ? { title } : {}) }]
  },
  footnote_reference: {
    inline: true,
    group: "inline",
    atom: true,
    attrs: { label: { validate: "string" } },
    parseDOM: [{ tag: "sup[data-label]", priority: 60, getAttrs: (element) => ({ label: element.dataset.label }) }],
    toDOM: ({ attrs: { label } }) => ["sup", { class: "footnote-ref", "data-label": label }, label],
    leafText: ({ attrs }) => `[^${attrs.label}]`
  },
  wiki_link: {
    inline: true,
    group: "inline",
    atom: true,
    attrs: { target: { validate: "string" }, label: { default: "", validate: "string" } },
    parseDOM: [{ tag: "a[data-target]", priority: 60, getAttrs: wikiLinkOf }],
    toDOM: ({ attrs: { target, label } }) => [
      "a",
      { class: "wiki-link", href: pageOf(target), "data-target": target, ...(label ? { "data-label": label } : {}) },
      label || target
    ],
    leafText: ({ attrs: { target, label } }) => label || target
  }
}

function pictureOf(element) {
  const src = element.getAttribute("src")
  return ownPicture.test(src) && { src, alt: element.getAttribute("alt") ?? "", title: element.getAttribute("title") ?? "" }
}

function wikiLinkOf(element) {
  return { target: element.dataset.target, label: element.dataset.label ?? "" }
}

const isPlain = (element) => element.style.fontWeight !== "normal" && null

export const marks = {
  link: {
    attrs: { href: { validate: "string" }, title: { default: "", validate: "string" } },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: linkOf }],
    toDOM: ({ attrs: { href, title } }) => ["a", { href, ...outward(href), ...(title ? { title } : {}) }, 0]
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: isPlain }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  strike: { parseDOM: [{ tag: "del" }, { tag: "s" }, { tag: "strike" }], toDOM: () => ["del", 0] },
  code: { code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] }
}

/* Where a link may lead: as the server has it, the web, mail, a page of this site or a place in the same text. */
const address = /^(?:https?:\/\/[^\s\\]+|mailto:[^\s\\]+|\/(?![/\\])[^\s\\]*|#[^\s\\]*)$/iu
export const mayLeadThere = (href) => address.test(href) && (!/^http/iu.test(href) || URL.canParse(href))

function linkOf(element) {
  const href = element.getAttribute("href")
  return mayLeadThere(href) && { href, title: element.getAttribute("title") ?? "" }
}

const outward = (href) => (/^https?:\/\//iu.test(href) ? { class: "external", rel: "noopener noreferrer nofollow" } : {})
