"""Stored HTML as elements and words, with its spaces as a browser would show them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

LINE_TAGS = frozenset({"a", "abbr", "br", "code", "del", "em", "img", "s", "span", "strong", "sub", "sup"})
_EMPTY_TAGS = frozenset({"br", "hr", "img"})
_SPACES = re.compile(r"[ \t\n\f\r]+")


@dataclass
class Words:
    """What stands between tags."""

    text: str


@dataclass
class Element:
    """A tag with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Node"] = field(default_factory=list)

    def has_class(self, name: str) -> bool:
        """Whether the element bears the class."""
        return name in self.attributes.get("class", "").split()

    def number(self, name: str, default: int) -> int:
        """An attribute that is a whole number, above nothing and not absurd."""
        value = self.attributes.get(name, "")
        return max(int(value), 0) if re.fullmatch(r"[0-9]{1,9}", value) else default

    def elements(self) -> Iterator["Element"]:
        """The elements right below, passing over words."""
        return (one for one in self.inside if isinstance(one, Element))

    def descendants(self) -> Iterator["Element"]:
        """Every element below, in reading order."""
        for one in self.elements():
            yield one
            yield from one.descendants()


Node = Words | Element


def read(html: str) -> Element:
    """The elements of clean HTML, below one that stands for the whole."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.top


def is_in_line(node: Node) -> bool:
    """Whether it is part of a line rather than a block."""
    return isinstance(node, Words) or node.tag in LINE_TAGS


def words_of(node: Node) -> str:
    """The words below, parted where blocks part them."""
    if isinstance(node, Words):
        return node.text
    if node.tag == "img":
        return node.attributes.get("alt", "")
    words = "".join(map(words_of, node.inside))
    return words if node.tag in LINE_TAGS - {"br"} else f" {words} "


def with_spaces_told(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes of one line with one space where there were several, and none at the ends or beside a line break."""
    last: Words | None = None
    is_after_space = True
    for node in _leaves(nodes):
        if isinstance(node, Words):
            node.text = _SPACES.sub(" ", node.text)
            node.text = node.text.removeprefix(" ") if is_after_space else node.text
            if node.text:
                last, is_after_space = node, node.text.endswith(" ")
        elif node.tag == "br":
            _end(last)
            last, is_after_space = None, True
        else:
            last, is_after_space = None, False
    _end(last)
    return nodes


def _end(words: Words | None) -> None:
    if words:
        words.text = words.text.removesuffix(" ")


def _leaves(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Words) or node.tag in {"br", "code", "img"}:
            yield node
        else:
            yield from _leaves(node.inside)


def notes_in(top: Element) -> Iterator[tuple[str, Element]]:
    """The notes of the text, without the ways back from them, by the names that lead to them."""
    for holder in filter(holds_notes, top.descendants()):
        for listed in (one for one in holder.elements() if one.tag == "ol"):
            for place, note in enumerate(listed.elements()):
                name = note.attributes.get("id", f" {place}")
                yield name, _without(note, lambda one: one.has_class("footnote-backref"))


def holds_notes(element: Element) -> bool:
    """Whether it stands at the end of a text and holds its notes."""
    return element.has_class("footnote") or element.has_class("footnotes")


def named_note(reference: Element) -> str:
    """The name of the note that a reference leads to."""
    return next((one.attributes.get("href", "").removeprefix("#") for one in reference.elements()), "")


def without_references(note: Element) -> Element:
    """The note without the numbers of other notes."""
    return _without(
        note, lambda one: one.tag == "sup" and any(inner.has_class("footnote-ref") for inner in one.elements())
    )


def _without(element: Element, is_unwanted: Callable[[Element], bool]) -> Element:
    kept = [one for one in element.inside if isinstance(one, Words) or not is_unwanted(one)]
    inside = [one if isinstance(one, Words) else _without(one, is_unwanted) for one in kept]
    return Element(element.tag, element.attributes, inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("")
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(element)
        if tag not in _EMPTY_TAGS:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, element in enumerate(self._open) if place and element.tag == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(Words(data))
