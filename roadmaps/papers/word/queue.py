"""Elements to be taken one by one, and what the next ones are to have."""

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from roadmaps.papers.word.names import W, is_paragraph, properties_of, put, text_of

_MOST_KEPT, _LONGEST_KEPT = 16, 2_200


class Queue:
    """Elements to be taken one by one, with what the next ones are to have."""

    def __init__(
        self,
        elements: Sequence[Element],
        asked: Callable[[Element], dict[str, Any]],
        is_heading: Callable[[Element], bool],
    ) -> None:
        self._elements, self._at = elements, 0
        self._asked, self._is_heading = asked, is_heading
        self._begins_page = False
        self._is_heading_of_card = False

    def peek(self) -> Element | None:
        """The next element, which stays."""
        return self._elements[self._at] if self._at < len(self._elements) else None

    def peek_beyond(self) -> tuple[Element | None, set[str]]:
        """The next element that is no direction, and what the directions before it ask for."""
        passed: set[str] = set()
        for one in self._elements[self._at :]:
            if not (asked := self._asked(one)):
                return one, passed
            passed.add(asked["do"])
        return None, passed

    def take(self) -> Element | None:
        """The next element; None at the end."""
        one = self.peek()
        self._at += 1
        if one is not None and is_paragraph(one) and not self._asked(one):
            if self._begins_page:
                put(properties_of(one), W.make("w:pageBreakBefore"))
                self._begins_page = False
            if self._is_heading_of_card:
                line = W.make("w:top", w_val="single", w_sz=4, w_space=8, w_color="C9D1D5")
                put(properties_of(one), W.make("w:pBdr", line))
                self._is_heading_of_card = False
        return one

    def take_one(self) -> Element:
        """The next element, which is known to be there."""
        one = self.take()
        assert one is not None
        return one

    def until(self, end: str) -> list[Element]:
        """The elements up to a direction."""
        taken: list[Element] = []
        while (one := self.take()) is not None and self._asked(one).get("do") != end:
            taken.append(one)
        return taken

    def next_on_new_page(self) -> None:
        """The next paragraph begins a page."""
        self._begins_page = True

    def begin_card(self) -> None:
        """Keep what follows on one page, up to the end of the card or to the next heading in it, unless it is long."""
        self._is_heading_of_card = True
        kept: list[Element] = []
        for one in self._elements[self._at :]:
            asked = self._asked(one).get("do")
            is_further_heading = len(kept) > 1 and self._is_heading(one)
            if asked in {"card", "card-end"} or is_further_heading:
                break
            if asked == "sideways" or len(kept) > _MOST_KEPT:
                return
            if not asked:
                kept.append(one)
        if sum(len(text_of(one)) for one in kept) <= _LONGEST_KEPT:
            for one in kept[:-1]:
                for paragraph in one.iter(W("w:p")):
                    put(properties_of(paragraph), W.make("w:keepNext"))
                    put(properties_of(paragraph), W.make("w:keepLines"))

    def end_card(self) -> None:
        """The card is over, whether it had a heading or not."""
        self._is_heading_of_card = False
