"""Addresses that stand in a text as they are: of the web, and of people's mail."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# The library puts what it has parsed already between the two control characters.
_BARE = (
    r"(?<![^\W_]|[@.:/+-])"
    r"(?:((?:https?://|www\.)\w[^\s<>|\[\]\\`\"\x02\x03]+)|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+))"
)
_SENTENCE_MARKS = "?!.,:;*_~'|"


class BareAddresses(Extension):
    """Makes links of them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """After links that are written as links, before emphasis, which would take underlines out of addresses."""
        md.inlinePatterns.register(_BareAddress(_BARE, md), "bare_address", 110)


class _BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | None, int | None, int | None]:
        """Link to the address without the marks of the sentence that it ends."""
        shown = _without_marks(m.group())
        link = Element("a")
        if m.group(2):
            link.set("href", f"mailto:{shown}")
        else:
            link.set("href", f"https://{shown}" if shown.startswith("www.") else shown)
        link.text = AtomicString(shown)
        return link, m.start(), m.start() + len(shown)


def _without_marks(address: str) -> str:
    """A closing bracket belongs to the address only when it was opened there."""
    excess = address.count(")") - address.count("(")
    while address[-1] in _SENTENCE_MARKS or (address[-1] == ")" and excess > 0):
        excess -= address[-1] == ")"
        address = address[:-1]
    return address
