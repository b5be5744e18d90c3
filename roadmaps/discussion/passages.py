"""The text of a block as it is read: what readers select and quote, without Markdown or markup."""

from collections.abc import Mapping
from html.parser import HTMLParser

from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.states import BlockState

TEXT_WIDGETS = frozenset({"text", "prose"})
_SILENT = frozenset({"script", "style", "template"})


class _Reader(HTMLParser):
    """Gathers text nodes; every tag parts words, except those that stand within one."""

    _WITHIN_WORDS = frozenset({"a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "span", "strong", "u"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._silent <= 0:
            self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in self._WITHIN_WORDS:
            self.pieces.append(" ")


def read_html(html: str) -> str:
    """The text of clean HTML in one line, every run of white space as one space."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return one_line("".join(reader.pieces))


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def text_in(kind: type[Kind], block: BlockState, field: str) -> str:
    """What one field of the block says, as it is read; empty for a field that holds no text."""
    ask = kind.asks().get(field)
    if ask is None or ask.widget not in TEXT_WIDGETS:
        return ""
    if ask.widget == "prose":
        return read_html(block.html.get(field, ""))
    value = block.content.get(field)
    return one_line(value) if isinstance(value, str) else ""


def fields_with_text(kind: type[Kind], block: BlockState) -> Mapping[str, str]:
    """The fields of the block in which a passage can stand: name to label, in the order of the form."""
    return {name: ask.label for name, ask in kind.asks().items() if text_in(kind, block, name)}
