"""Short ways to say plain things with the tree."""

from collections.abc import Iterable, Sequence

from roadmaps.foundation.written import Written
from roadmaps.papers.tree import (
    Block,
    Cell,
    Fact,
    Inline,
    Item,
    Line,
    Link,
    Listing,
    Paragraph,
    Spoken,
    Styled,
    Text,
    Tone,
)


def said(words: str) -> Inline:
    """Words as they are, in the language that they know of."""
    return Spoken(words.language, (Text(words),)) if isinstance(words, Written) else Text(words)


def line(words: str) -> Line:
    """Words as they are; no line at all where there are none."""
    return (said(words),) if words else ()


def paragraph(words: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(line(words))


def strong(words: str) -> Inline:
    """Words that carry weight."""
    return Styled("strong", line(words))


def link(address: str, words: str) -> Inline:
    """Words that lead somewhere; words alone where there is nowhere to lead."""
    return Link(address, line(words)) if address else said(words)


def cell(words: str, tone: Tone | None = None) -> Cell:
    """A cell of plain words, empty when there are none."""
    return Cell((paragraph(words),) if words else (), tone=tone)


def line_cell(inside: Iterable[Inline], tone: Tone | None = None) -> Cell:
    """A cell with one line in it."""
    return Cell((Paragraph(tuple(inside)),), tone=tone)


def fact(label: str, *inside: Block) -> Fact:
    """A label with what is said under it."""
    return Fact(line(label), inside)


def listing(entries: Iterable[Line], start: int | None = None) -> Listing:
    """A list of single lines."""
    return Listing([Item((Paragraph(entry),)) for entry in entries], start)


def joined(entries: Sequence[Inline], separator: str = ", ") -> Line:
    """The entries one after the other, with something between them."""
    told: list[Inline] = []
    for number, entry in enumerate(entries):
        told += [Text(separator), entry] if number else [entry]
    return tuple(told)
