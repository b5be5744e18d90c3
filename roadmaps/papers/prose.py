"""From the clean HTML that is stored with a text to the parts of a paper. No word of it is lost."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from roadmaps.papers.elements import (
    Element,
    Node,
    Words,
    holds_notes,
    is_in_line,
    named_note,
    notes_in,
    read,
    with_spaces_told,
    without_references,
    words_of,
)
from roadmaps.papers.tree import (
    Align,
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Column,
    Fact,
    Facts,
    Footnote,
    Heading,
    Inline,
    Item,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)

_HEADING = re.compile(r"h[1-6]")
_WHOLE = re.compile(r"https?://|mailto:", re.IGNORECASE)
_REPEATED = 80


def blocks_of(html: str, *, site: str = "", pictures: Mapping[str, Picture] | None = None) -> list[Block]:
    """What stands in clean HTML.

    Notes stand where they are referred to, in full the first time; those that nothing refers to follow at the end.

    :param site: the address that the site's own pages get before them; without it, links to them are words
    :param pictures: by their addresses in the text; of the others the words are told
    """
    return _Prose(read(html), site, pictures or {}).whole()


class _Prose:
    """One text on its way to a paper."""

    def __init__(self, top: Element, site: str, pictures: Mapping[str, Picture]) -> None:
        self._top, self._site, self._pictures = top, site, pictures
        self._notes = dict(notes_in(top))
        self._told: set[str] = set()
        self._is_in_a_note = False
        self._ranks = _ranks(top)

    def whole(self) -> list[Block]:
        blocks = list(self._blocks(self._top.inside))
        for name, note in self._notes.items():
            if name not in self._told:
                self._told.add(name)
                blocks += self._blocks(note.inside)
        return blocks

    # --- blocks ---

    def _blocks(self, nodes: Sequence[Node]) -> Iterator[Block]:
        for in_line, group in groupby(nodes, is_in_line):
            if in_line:
                yield from self._paragraph(list(group))
            else:
                for element in group:
                    assert isinstance(element, Element)
                    yield from self._block(element)

    def _block(self, element: Element) -> Iterator[Block]:
        if _HEADING.fullmatch(element.tag):
            yield from self._heading(element)
        elif write := self._WRITERS.get(element.tag):
            yield from write(self, element)
        elif not holds_notes(element):
            yield from self._blocks(element.inside)

    def _paragraph(self, nodes: Sequence[Node]) -> Iterator[Block]:
        """A line, and the pictures in it each by itself; no note has room for one."""
        line: list[Node] = []
        for node in nodes:
            found = [] if self._is_in_a_note else list(self._shown_in(node))
            if not (isinstance(node, Element) and node.tag == "img" and found):
                line.append(node)
            if found:
                yield from self._words(line)
                yield from found
                line = []
        yield from self._words(line)

    def _words(self, nodes: Sequence[Node]) -> Iterator[Block]:
        if line := self._line(nodes):
            yield Paragraph(line)

    def _shown_in(self, node: Node) -> Iterator[Picture]:
        """The pictures in a part of a line. Such a part, a link for instance, keeps what is said for them as its words."""
        for one in () if isinstance(node, Words) else (node, *node.descendants()):
            picture = self._pictures.get(one.attributes.get("src", "")) if one.tag == "img" else None
            if picture is not None:
                yield replace(picture, alt=one.attributes.get("alt") or picture.alt)

    def _heading(self, element: Element) -> Iterator[Block]:
        if not (line := self._line(element.inside)):
            return
        rank = self._ranks.get(id(element))
        # Within lists, quotes and notes a heading would lie about how the whole is divided.
        yield Heading(line, rank) if rank else Paragraph((Styled("strong", line),))

    def _listing(self, element: Element) -> Iterator[Block]:
        items = [self._item(one) for one in element.elements()]
        if items:
            yield Listing(items, element.number("start", 1) if element.tag == "ol" else None)

    def _item(self, element: Element) -> Item:
        is_done = None
        if element.has_class("task-list-item") and (sign := next(filter(_is_sign, element.descendants()), None)):
            is_done = sign.has_class("task-done")
            sign.inside = []
        return Item(tuple(self._blocks(element.inside)), is_done)

    def _quote(self, element: Element) -> Iterator[Block]:
        if inside := tuple(self._blocks(element.inside)):
            yield Quote(inside)

    def _code(self, element: Element) -> Iterator[Block]:
        if text := "".join(map(words_of, element.inside)).strip("\n"):
            yield CodeBlock(text)

    def _rule(self, _element: Element) -> Iterator[Block]:
        yield Rule()

    def _facts(self, element: Element) -> Iterator[Block]:
        entries: list[Fact] = []
        for is_label, group in groupby(element.elements(), lambda one: one.tag == "dt"):
            if is_label:
                entries += [Fact(self._line(one.inside), ()) for one in group]
            else:
                inside = tuple(block for one in group for block in self._blocks(one.inside))
                label = entries.pop().label if entries else ()
                entries.append(Fact(label, inside))
        if entries:
            yield Facts(entries)

    def _table(self, element: Element) -> Iterator[Block]:
        head = [row for part in element.elements() if part.tag == "thead" for row in part.elements()]
        parts = [part for part in element.elements() if part.tag != "thead"]
        body = [row for part in parts for row in ([part] if part.tag == "tr" else part.elements())]
        wide = max((sum(map(_span, row.elements())) for row in (*head, *body)), default=0)
        if wide:
            yield Table(
                "",
                _columns(next(iter((*head, *body))), wide),
                [self._row(row, wide) for row in head],
                [self._row(row, wide) for row in body],
                has_row_heads=bool(body) and all(_begins_with_its_name(row) for row in body),
            )

    def _row(self, row: Element, wide: int) -> Sequence[Cell]:
        cells = [Cell(tuple(self._blocks(one.inside)), _span(one)) for one in row.elements()]
        return cells + [Cell(())] * (wide - sum(cell.span for cell in cells))

    _WRITERS: Mapping[str, Callable[["_Prose", Element], Iterator[Block]]] = {
        "ul": _listing,
        "ol": _listing,
        "blockquote": _quote,
        "pre": _code,
        "hr": _rule,
        "dl": _facts,
        "table": _table,
        "p": lambda self, element: self._blocks(element.inside),
    }

    # --- lines ---

    def _line(self, nodes: Sequence[Node]) -> tuple[Inline, ...]:
        return tuple(_joined(self._inlines(with_spaces_told(nodes))))

    def _inlines(self, nodes: Sequence[Node]) -> Iterator[Inline]:
        for node in nodes:
            if isinstance(node, Words):
                if node.text:
                    yield Text(node.text)
            else:
                yield from self._inline(node)

    def _inline(self, element: Element) -> Iterator[Inline]:
        if element.tag == "br":
            yield Break()
            return
        if element.tag == "img":
            yield from self._said_for(element)
            return
        if element.tag == "code":
            yield Code(" ".join(words_of(element).split("\n")))
            return
        if element.tag == "sup" and (name := named_note(element)) in self._notes:
            yield from self._note(name)
            return
        inside = tuple(_joined(self._inlines(element.inside)))
        style = _STYLES.get(element.tag)
        address = self._whole(element.attributes.get("href", ""))
        if inside and style:
            yield Styled(style, inside)
        elif inside and address:
            yield Link(address, inside)
        else:
            yield from inside
        if element.tag == "abbr" and (meaning := element.attributes.get("title")):
            yield Text(f" ({meaning})")

    def _said_for(self, image: Element) -> Iterator[Inline]:
        """What is said for a picture that is not shown, leading to it where there is a way."""
        words = Text(image.attributes.get("alt", "") or "–")
        address = self._whole(image.attributes.get("src", ""))
        yield Link(address, (words,)) if address else words

    def _note(self, name: str) -> Iterator[Inline]:
        """The note that is referred to; one that was told before, in its first words.

        No format has notes within notes: those stand in brackets.
        """
        words = " ".join(words_of(without_references(self._notes[name])).split())
        if not words:
            return
        if name in self._told:
            words = words if len(words) <= _REPEATED else f"{words[:_REPEATED].rstrip()}…"
        if self._is_in_a_note:
            self._told.add(name)
            yield Text(f" ({words})")
        elif name in self._told:
            yield Footnote((Paragraph((Text(words),)),))
        else:
            self._told.add(name)
            self._is_in_a_note = True
            inside = tuple(self._blocks(self._notes[name].inside))
            self._is_in_a_note = False
            yield Footnote(inside)

    def _whole(self, address: str) -> str:
        if _WHOLE.match(address) or address.startswith("#block-"):
            return address
        return f"{self._site}{address}" if self._site and address.startswith("/") else ""


_STYLES: Mapping[str, Literal["strong", "emphasis", "struck", "superscript", "subscript"]] = {
    "strong": "strong",
    "em": "emphasis",
    "del": "struck",
    "s": "struck",
    "sup": "superscript",
    "sub": "subscript",
}


def _ranks(top: Element) -> Mapping[int, int]:
    """The rank of each heading that divides the text, by the element: none leaps over another."""
    found = list(_dividing(top))
    ranks = {tag: rank for rank, tag in enumerate(sorted({one.tag for one in found}), start=1)}
    told: dict[int, int] = {}
    above = 0
    for one in found:
        above = told[id(one)] = min(ranks[one.tag], above + 1)
    return told


def _dividing(element: Element) -> Iterator[Element]:
    """The headings that lie in no list, quote, note or table."""
    for one in element.elements():
        if _HEADING.fullmatch(one.tag) and words_of(one).strip():
            yield one
        elif one.tag == "div" and not holds_notes(one):
            yield from _dividing(one)


def _is_sign(element: Element) -> bool:
    return element.has_class("task-done") or element.has_class("task-open")


def _span(cell: Element) -> int:
    return max(1, min(cell.number("colspan", 1), 1000))


def _columns(row: Element, wide: int) -> Sequence[Column]:
    """The sides to which columns keep are told by the cells of any row."""
    sides = [_side(cell) for cell in row.elements() for _ in range(_span(cell))]
    return [Column(side) for side in sides] + [Column()] * (wide - len(sides))


def _side(cell: Element) -> Align:
    sides: tuple[Align, ...] = ("center", "right")
    return next((side for side in sides if cell.has_class(f"align-{side}")), "left")


def _begins_with_its_name(row: Element) -> bool:
    first = next(row.elements(), None)
    return first is not None and first.tag == "th"


def _joined(line: Iterator[Inline]) -> Iterator[Inline]:
    """The line with words that follow each other in one piece."""
    words = ""
    for one in line:
        if isinstance(one, Text):
            words += one.text
            continue
        if words:
            yield Text(words)
        words = ""
        yield one
    if words:
        yield Text(words)
