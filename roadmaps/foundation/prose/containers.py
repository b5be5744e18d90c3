"""Lists and quotes while they are read: what a line must begin with to stand within them."""

import re
from dataclasses import dataclass, field
from typing import Self
from xml.etree.ElementTree import Element, SubElement

_MARKER = re.compile(r"( *)(?:([-+*])|(\d{1,9})([.)]))( .*|)")


@dataclass
class Items:
    """A list. It is loose, its items spaced as paragraphs, when an empty line stands between any two of its parts."""

    element: Element
    kind: str
    is_loose: bool = False


@dataclass
class Container:
    """The text itself, a quote, or an item of a list."""

    element: Element
    # The list that the next item may still be part of.
    items: Items | None = field(default=None, init=False)

    def enter(self, line: str) -> str | None:
        """The rest of a line that stands within, or None when it does not."""
        return line


class Quote(Container):
    """Every line begins with an angle."""

    def enter(self, line: str) -> str | None:
        start = line.lstrip(" ")
        return start[1:].removeprefix(" ") if start.startswith(">") else None


@dataclass
class Marker:
    """The sign or number that begins an item."""

    kind: str
    number: int | None
    indent: int
    width: int
    rest: str

    @classmethod
    def of(cls, line: str) -> Self | None:
        """The marker at the beginning of a line."""
        found = _MARKER.fullmatch(line)
        if not found:
            return None
        indent, sign, number, delimiter, after = found.groups()
        spaces = len(after) - len(after.lstrip(" "))
        if spaces > 4 or not after.strip(" "):
            spaces = 1
        return cls(
            kind=sign or delimiter,
            number=int(number) if number else None,
            indent=len(indent),
            width=len(sign or number + delimiter) + spaces,
            rest=after[spaces:],
        )

    def may_begin(self, after_words: bool) -> bool:
        """Not every number at the start of a line makes a list of the paragraph it stands in: «2030. Then …»."""
        return not after_words or (self.number in {None, 1} and bool(self.rest.strip(" ")))

    def list_element(self, parent: Element) -> Element:
        """A list of this kind."""
        if self.number is None:
            return SubElement(parent, "ul")
        return SubElement(parent, "ol", {} if self.number == 1 else {"start": str(self.number)})


class Item(Container):
    """Every line is indented as far as the words of the first. A list of signs needs only two spaces to be within."""

    def __init__(self, element: Element, of: Items, marker: Marker) -> None:
        super().__init__(element)
        self.of = of
        self._least, self._indent = marker.indent + 2, marker.indent + marker.width
        self._has_words = bool(marker.rest.strip(" "))

    def enter(self, line: str) -> str | None:
        start = line.lstrip(" ")
        if not start:
            return "" if self._has_words else None
        indent = len(line) - len(start)
        if self._least <= indent < self._indent and (marker := Marker.of(start)) and marker.number is None:
            # From here on the inner lists are measured from where the first of them began.
            self._indent = indent
        if indent < self._indent:
            return None
        self._has_words = True
        return line[self._indent :]


def tighten(items: Element) -> None:
    """The items of a list that is not loose hold their words without paragraphs."""
    for item in items:
        before: Element | None = None
        for child in list(item):
            if child.tag != "p":
                before = child
                continue
            item.remove(child)
            if before is None:
                item.text = f"{item.text}\n{child.text}" if item.text else child.text
            else:
                before.tail = f"{before.tail or ''}\n{child.text}"
