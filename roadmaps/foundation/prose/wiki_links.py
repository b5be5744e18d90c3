"""Links by name: ``[[Torsta]]`` and ``[[Torsta|the school]]``, found in the source and made on the parsed tree."""

import re
from collections.abc import Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

LABEL = r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,200}))?\]\]"
_LINK = re.compile(LABEL)
_FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).{0,2000}?(?<!`)\1(?!`)", re.DOTALL)


def link_labels(text: str) -> list[str]:
    """The names that the text links to, each once, in order of first mention; code is left alone."""
    without_code = _CODE.sub(" ", _FENCE.sub("\n", text)) if "`" in text or "~~~" in text else text
    return list(dict.fromkeys(match.group(1).strip() for match in _LINK.finditer(without_code)))


class WikiLinks(Extension):
    """Makes links of names. `links` is set for each text before it is parsed."""

    def __init__(self) -> None:
        super().__init__()
        self.links: Mapping[str, str] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Stand before the library's own links, which would take the inner brackets."""
        md.inlinePatterns.register(_WikiLink(self, md), "wiki_link", 175)


class _WikiLink(InlineProcessor):
    def __init__(self, extension: WikiLinks, md: Markdown) -> None:
        super().__init__(LABEL, md)
        self._extension = extension

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        """Link to where the name leads, or to the page that looks for it when somebody follows the link."""
        label = m.group(1).strip()
        address = self._extension.links.get(label)
        link = Element("a")
        link.set("href", address or f"/links?to={quote(label, safe='')}")
        link.set("class", "wiki-link" if address else "wiki-link wiki-link--unresolved")
        link.text = (m.group(2) or label).strip()
        return link, m.start(0), m.end(0)
