"""Links by name: ``[[Torsta]]`` and ``[[Torsta|the school]]``, found in the source and made on the parsed tree."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

# In a table the pipe may be escaped, as every other pipe in a cell must be.
LABEL = r"(?<!\\)\[\[([^\[\]|\n\x02\x03]{1,200}?)(?:\\?\|([^\[\]|\n]{1,200}))?\]\]"
_LINK = re.compile(LABEL)
_FENCE = re.compile(r"[ >]{0,100}(`{3,}(?=[^`]*$)|~{3,})")
_BLOCK = re.compile(r"[ >]{0,100}(?:[-=*_+|>]|#{1,6} |\d{1,9}[.)] |\[\^)")
_HEADING = re.compile(r"[ >]{0,100}#{1,6} ")
_TICKS = re.compile(r"`+")
_BARE_PIPE = re.compile(r"(\[\[[^\[\]|\n\\]{1,200})(\|[^\[\]|\n]{1,200}\]\])")


def link_labels(text: str) -> list[str]:
    """The names that the text links to, each once, in order of first mention; code is left alone."""
    found = (_name(match) for part in _outside_code(text) for match in _LINK.finditer(part))
    return list(dict.fromkeys(filter(None, found)))


def _name(link: re.Match[str]) -> str:
    return " ".join(link.group(1).split())


def _outside_code(text: str) -> Iterator[str]:
    """Where the parser and this first look differ, a name is rather found in code than missed outside it."""
    paragraph: list[str] = []
    fence, quoted = "", False
    for line in text.split("\n"):
        if quoted and not line.lstrip(" ").startswith(">"):
            fence, quoted = "", False
        mark = _FENCE.match(line)
        is_code = bool(fence or mark)
        if mark and (not fence or mark.group(1).startswith(fence)):
            fence, quoted = ("", False) if fence else (mark.group(1), ">" in line)
        if is_code or not line.strip() or _BLOCK.match(line):
            yield from _outside_ticks("\n".join(paragraph))
            paragraph = []
        if is_code:
            continue
        if _HEADING.match(line):
            yield from _outside_ticks(line)
        else:
            paragraph.append(line)
    yield from _outside_ticks("\n".join(paragraph))


def _outside_ticks(paragraph: str) -> Iterator[str]:
    """What stands between the code of a paragraph: as many ticks end it as began it."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(paragraph)]
    last_of = {end - start: start for start, end in runs}
    position, closing = 0, 0
    for start, end in runs:
        if closing:
            if end - start == closing:
                position, closing = end, 0
        elif last_of[end - start] > start:
            yield paragraph[position:start]
            closing = end - start
    yield paragraph[position:]


class WikiLinks(Extension):
    """Makes links of names. `links` is set for each text before it is parsed."""

    def __init__(self) -> None:
        super().__init__()
        self.links: Mapping[str, str] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Stand before the library's own links and escapes, which would take the inner brackets and the pipe."""
        md.preprocessors.register(_PipesWithinLinks(md), "pipes_within_links", 15)
        md.inlinePatterns.register(_WikiLink(self, md), "wiki_link", 187)


class _PipesWithinLinks(Preprocessor):
    """The pipe of a link does not divide the cell of a table in which it stands."""

    def run(self, lines: list[str]) -> list[str]:
        return [_BARE_PIPE.sub(r"\1\\\2", line) if "[[" in line and _is_row(line) else line for line in lines]


def _is_row(line: str) -> bool:
    return "`" not in line and "|" in _BARE_PIPE.sub("", line)


class _WikiLink(InlineProcessor):
    def __init__(self, extension: WikiLinks, md: Markdown) -> None:
        super().__init__(LABEL, md)
        self._extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | None, int | None, int | None]:
        """Link to where the name leads, or to the page that looks for it when somebody follows the link."""
        label = _name(m)
        if not label:
            return None, None, None
        address = self._extension.links.get(label)
        link = Element("a")
        link.set("href", address or f"/links?to={quote(label, safe='')}")
        link.set("class", "wiki-link" if address else "wiki-link wiki-link-unresolved")
        link.text = m.group(2).strip() if m.group(2) else AtomicString(label)
        return link, m.start(0), m.end(0)
