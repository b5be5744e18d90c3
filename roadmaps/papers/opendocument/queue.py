"""Elements to be taken one by one, and the directions among them."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from roadmaps.papers.opendocument.names import LINES, O, style_of, text_of
from roadmaps.papers.opendocument.variants import Variants
from roadmaps.papers.pandoc.directions import STYLE, read


class Queue:
    """Elements to be taken one by one, with what the next line is to have."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements, self._at = elements, 0
        self.wants: dict[str, str] = {}

    @property
    def pending_page(self) -> str:
        return self.wants.get("page", "")

    @property
    def is_first(self) -> bool:
        return self._at <= 1

    def peek(self) -> Element | None:
        return self._elements[self._at] if self._at < len(self._elements) else None

    def rest(self) -> Sequence[Element]:
        return self._elements[self._at :]

    def beyond(self) -> Element | None:
        return next((one for one in self.rest() if not asked_of(one)), None)

    def take(self) -> Element | None:
        one = self.peek()
        self._at += 1
        return one

    def take_one(self) -> Element:
        one = self.take()
        assert one is not None
        return one

    def until(self, end: str) -> list[Element]:
        taken: list[Element] = []
        while (one := self.take()) is not None and asked_of(one).get("do") != end:
            taken.append(one)
        return taken

    def next_has(self, **properties: str) -> None:
        """The next line or table is to have these; a page of another kind begins a page anyway."""
        self.wants |= properties
        if "page" in self.wants:
            self.wants.pop("fo__break_before", None)

    def forget_page(self) -> None:
        self.wants.pop("page", None)

    def apply(self, one: Element, variants: Variants) -> None:
        """Give what was wanted to a line or a table that can have it."""
        target: Element | None = one
        if one.tag == O("text:list"):
            target = next((line for line in one.iter() if line.tag in LINES), None)
        elif one.tag == O("table:table"):
            self.wants = {key: value for key, value in self.wants.items() if key in {"page", "fo__break_before"}}
        if target is not None and (target.tag in LINES or target.tag == O("table:table")) and self.wants:
            variants.give(target, **self.wants)
        self.wants = {}


def asked_of(one: Element) -> dict[str, Any]:
    """The direction that an element is; nothing when it is none."""
    return read(text_of(one)) if style_of(one) == STYLE else {}
