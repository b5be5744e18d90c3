"""How the answers to a question share a bar, in per cent of its width. No session, no drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

from roadmaps.pulse.results import Counted
from roadmaps.pulse.words import Mark

# A narrower piece has no room for its number.
_ROOM_FOR_NUMBER = 7.0


@dataclass(frozen=True)
class Piece:
    """Those who gave one of the five answers."""

    mark: Mark
    number: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def has_number(self) -> bool:
        """Whether there is room for it."""
        return self.width >= _ROOM_FOR_NUMBER


def pieces_of(counted: Counted) -> Iterator[Piece]:
    """The pieces from left to right, from "not at all" to "completely"; nothing where nothing is told."""
    x = 0.0
    for mark, number in counted.by_mark.items():
        width = round(100 * number / counted.marked, 2)
        if number:
            yield Piece(mark, number, round(x, 2), width)
        x += width
