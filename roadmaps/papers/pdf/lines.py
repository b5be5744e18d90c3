"""Lines of a paper as data for the template: text, and what lies in it. Nothing here is ever read as a program."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from roadmaps.papers import tree, words
from roadmaps.papers.pdf import characters
from roadmaps.papers.pdf.places import Node, Places
from roadmaps.papers.reading import words_of

Shaped = list[str | Node]
_DEEPEST = 8
_STYLES = {"strong": "strong", "emphasis": "emph", "struck": "strike", "superscript": "super", "subscript": "sub"}
_DECORATED = frozenset({"strike", "link", "ref", "ins", "del"})
_LANGUAGE = re.compile("[a-z]{2,3}")
_ADDRESSES = ("https", "http", "mailto")
_LONGEST_ADDRESS = 2_000
_LONGEST_BADGE = 40


@dataclass(frozen=True)
class Where:
    """What a line may hold in the place where it stands."""

    links: bool = True
    notes: bool = True
    depth: int = 0

    @property
    def within(self) -> "Where":
        """One level further in."""
        return replace(self, depth=self.depth + 1)


ANYWHERE = Where()
LABEL = Where(notes=False)
# A heading is repeated in the contents, the head of a table on each page: neither may hold what leads somewhere.
REPEATED = Where(links=False, notes=False)


class Lines:
    """Sets lines of one paper."""

    def __init__(self, places: Places, notes: Callable[[tree.Blocks], list[Node]]) -> None:
        self._places, self._notes = places, notes

    def shape(self, line: tree.Line, where: Where = ANYWHERE) -> Shaped:
        """The line as data. Empty when it says nothing."""
        shaped = _joined(self._shape(line, where))
        return shaped if any(map(_is_seen, shaped)) else []

    def _shape(self, line: tree.Line, where: Where) -> Iterator[str | Node]:
        if where.depth > _DEEPEST:
            yield characters.line(words_of(line))
            return
        for one in line:
            yield from self._one(one, where)

    def _one(self, one: tree.Inline, where: Where) -> Iterator[str | Node]:
        match one:
            case tree.Styled(style, inside):
                yield from self._around({"k": _STYLES[style]}, inside, where.within)
            case tree.Spoken(language, inside):
                yield from self._spoken(language, inside, where)
            case tree.Link():
                yield from self._link(one, where)
            case tree.Footnote(inside):
                yield from self._footnote(inside, where)
            case tree.Changed(how, inside):
                kind, said = ("ins", words.INSERTED) if how == "inserted" else ("del", words.DELETED)
                yield from self._around({"k": kind, "w": self._places.words.say(said)}, inside, where.within)
            case tree.Remarked(remark, inside):
                yield from self._around({"k": "remarked"}, inside, where.within)
                yield {**self._places.remark(remark), "leads": where.links}
            case _:
                yield from _plain(one)

    def _around(self, node: Node, inside: tree.Line, where: Where) -> Iterator[Node]:
        if shaped := self.shape(inside, where):
            # Programs that read aloud know one sort of line through or under words at a time: that of the innermost.
            yield {**node, "i": shaped, "bare": is_decorated(shaped)}

    def _spoken(self, language: str, inside: tree.Line, where: Where) -> Iterator[str | Node]:
        if language == self._places.words.language or not _LANGUAGE.fullmatch(language):
            yield from self._shape(inside, where.within)
        else:
            yield from self._around({"k": "spoken", "in": language}, inside, where.within)

    def _link(self, link: tree.Link, where: Where) -> Iterator[str | Node]:
        """A link without links and notes in it; its notes follow it. What has lines drawn through it leads nowhere."""
        target = self._target(link.address) if where.links else None
        if target is None:
            yield from self._shape(link.inside, where.within)
            return
        inside, notes = _apart(link.inside)
        shaped = self.shape(inside, replace(where.within, links=False, notes=False))
        if is_decorated(shaped):
            yield from shaped
        elif shaped:
            yield {**target, "i": shaped, "bare": False}
        yield from self._shape(notes, where.within)

    def _target(self, address: str) -> Node | None:
        if address.startswith("#"):
            label = self._places.labels.get(address[1:])
            return {"k": "ref", "to": label} if label else None
        whole = characters.plain(address)
        try:
            scheme = urlsplit(whole).scheme
        except ValueError:
            return None
        sound = (
            scheme in _ADDRESSES and len(whole) <= _LONGEST_ADDRESS and not any(one in whole for one in ' "<>\\^`{|}')
        )
        return {"k": "link", "to": whole} if sound else None

    def _footnote(self, inside: tree.Blocks, where: Where) -> Iterator[str | Node]:
        notes = self._notes(inside)
        if not notes:
            return
        if where.notes:
            yield {"k": "note", "i": notes}
        else:
            said = " ".join(part for note in notes for part in _words(note["i"]))
            yield f" ({said.strip()})"


def _plain(one: tree.Inline) -> Iterator[str | Node]:
    match one:
        case tree.Text(text):
            yield characters.line(text)
        case tree.Code(text):
            if not characters.is_blank(text := characters.line(text)):
                yield {"k": "code", "t": text.strip()}
        case tree.Break():
            yield {"k": "br"}
        case tree.Badge(text, tone):
            yield from badge(text, tone)


def is_decorated(shaped: Shaped) -> bool:
    """Whether lines are drawn under or through any of it."""
    nodes = (one for one in shaped if not isinstance(one, str))
    return any(node["k"] in _DECORATED or is_decorated(node.get("i", [])) for node in nodes)


def badge(text: str, tone: tree.Tone) -> Iterator[Node]:
    """A state, unless it says nothing. One that is no word but a text gets no box, which could not be broken."""
    if not characters.is_blank(said := characters.line(text).strip()):
        yield (
            {"k": "badge", "t": said, "tone": tone.value}
            if len(said) <= _LONGEST_BADGE
            else {"k": "strong", "i": [said]}
        )


def _is_seen(part: str | Node) -> bool:
    return not characters.is_blank(part) if isinstance(part, str) else part["k"] != "br"


def _apart(line: tree.Line) -> tuple[list[tree.Inline], list[tree.Inline]]:
    """The line without its notes, and the notes."""
    notes = [one for one in line if isinstance(one, tree.Footnote)]
    return [one for one in line if not isinstance(one, tree.Footnote)], list(notes)


def _words(shaped: Shaped) -> Iterator[str]:
    for one in shaped:
        if isinstance(one, str):
            yield one
        else:
            yield one["t"] if "t" in one else " ".join(_words(one.get("i", [])))


def _joined(parts: Iterator[str | Node]) -> Shaped:
    """Text that follows on text becomes one."""
    joined: Shaped = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined
