"""Marking terms where they are first used in a block, on their way to a page. The stored HTML stays as it is.

Nothing is parsed: clean HTML is read once from its beginning to its end, and what was found is remembered, so that a
block whose words have not changed costs one look into a table.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple, TypeVar

from roadmaps.glossary.finding import BREAK, Finder, Names, is_inline

# A ">" may stand within the value of an attribute.
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
# Within these nothing is marked: links lead somewhere already, code is no prose, what is struck out is not said.
_LEFT_ALONE = frozenset(("a", "abbr", "code", "del", "h3", "h4", "h5", "h6", "pre", "s", "th"))
MOST_BLOCKS = 5_000
MOST_MARKERS = 8
L = TypeVar("L")
Address = Callable[[Hashable], str]


class _Stretch(NamedTuple):
    """Text between two tags: where it begins in the words of the block and in the HTML, and whether it may be marked."""

    start: int
    end: int
    part: int
    place: int
    is_open: bool


class Marker:
    """Marks the terms of one state of the glossary, and remembers the blocks that it has marked.

    :param address: where a term is explained, by its key; it needs no escaping
    """

    def __init__(self, terms: Iterable[Names], address: Address) -> None:
        self.finder = Finder(terms)
        self._address = address
        self._marked: dict[tuple[str, ...], tuple[str, ...]] = {}

    def mark(self, parts: Sequence[str]) -> Sequence[str]:
        """The clean HTML of a block's fields, each term a link to its explanation where the block first uses it."""
        block = tuple(parts)
        marked = self._marked.get(block)
        if marked is None:
            if len(self._marked) >= MOST_BLOCKS:
                self._marked.clear()
            marked = self._marked[block] = self._with_marks(block)
        return marked

    def mark_all(self, prose: Sequence[tuple[L, str, str]]) -> list[tuple[L, str, str]]:
        """The same for the fields of a block with their labels and names."""
        marked = self.mark([html for _, _, html in prose])
        return [(label, field, html) for (label, field, _), html in zip(prose, marked, strict=True)]

    def _with_marks(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        words, stretches = _read(parts)
        pieces: list[list[str]] = [[] for _ in parts]
        reached = [0] * len(parts)
        for stretch, start, end, key in self._first_uses(words, stretches):
            html, begin = parts[stretch.part], stretch.place + start - stretch.start
            finish = begin + end - start
            pieces[stretch.part] += [
                html[reached[stretch.part] : begin],
                f'<a class="term" href="{self._address(key)}">{html[begin:finish]}</a>',
            ]
            reached[stretch.part] = finish
        return tuple(
            "".join((*piece, html[done:])) if piece else html
            for piece, html, done in zip(pieces, parts, reached, strict=True)
        )

    def _first_uses(self, words: str, stretches: Sequence[_Stretch]) -> Iterator[tuple[_Stretch, int, int, Hashable]]:
        """The first use of each term that lies whole in one open stretch."""
        seen: set[Hashable] = set()
        around = iter(stretches)
        stretch = next(around, None)
        for find in self.finder.find(words):
            while stretch and stretch.end <= find.start:
                stretch = next(around, None)
            if stretch and stretch.is_open and find.end <= stretch.end and find.key not in seen:
                seen.add(find.key)
                yield stretch, find.start, find.end, find.key


class Markers:
    """The markers of the last few states of the glossary that were asked for; shared by all threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Marker] = OrderedDict()
        self._lock = Lock()

    def of(self, state: Hashable, make: Callable[[], Marker]) -> Marker:
        """The marker of a state, made when it is first asked for."""
        with self._lock:
            if state in self._known:
                self._known.move_to_end(state)
                return self._known[state]
        made = make()
        with self._lock:
            marker = self._known.setdefault(state, made)
            while len(self._known) > MOST_MARKERS:
                self._known.popitem(last=False)
        return marker


def _read(parts: Sequence[str]) -> tuple[str, list[_Stretch]]:
    """The words of a block, a `BREAK` between what are no neighbours, and the stretches that they come from."""
    words: list[str] = []
    stretches: list[_Stretch] = []
    length = 0
    for part, html in enumerate(parts):
        closed = place = 0
        for tag in (*_TAG.finditer(html), None):
            end = tag.start() if tag else len(html)
            if end > place:
                stretches.append(_Stretch(length, length + end - place, part, place, not closed))
                words.append(html[place:end])
                length += end - place
            if tag is None:
                break
            if tag[2] in _LEFT_ALONE:
                closed = max(closed + (-1 if tag[1] else 1), 0)
            if not is_inline(tag[0]):
                words.append(BREAK)
                length += 1
            place = tag.end()
        words.append(BREAK)
        length += 1
    return "".join(words), stretches
