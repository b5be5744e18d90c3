"""Where points lie on the scale, as shapes at places: one strip for each candidate. No session, no words.

The middle half is a box with the median across it, a line goes from the least to the most, and every organisation is a
mark whose shape tells its part of society.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmaps.accounts.models import Helix
from roadmaps.weighing.reckoning import HIGHEST, LOWEST, Score, Standing

WIDTH = 320.0
EDGE = 14.0
MARKS_TOP, MARK_SIZE = 33.0, 8.0
# So many marks stand above each other at most; the rest lies on the last.
MOST_ABOVE = 3
# By part of society, around a middle and within one unit of it.
SHAPES: Mapping[Helix, str] = {
    Helix.PUBLIC: "M-1 -1h2v2h-2z",
    Helix.ACADEMIA: "M0 -1.25 1.25 0 0 1.25-1.25 0z",
    Helix.BUSINESS: "M-1.05 0a1.05 1.05 0 1 0 2.1 0a1.05 1.05 0 1 0-2.1 0z",
    Helix.CIVIL_SOCIETY: "M0 -1.2 1.2 1h-2.4z",
}
UNKNOWN = "M-1.1 -.35h2.2v.7h-2.2z"


@dataclass(frozen=True)
class Mark:
    """One organisation's points: where, in which shape, and whose."""

    x: float
    y: float
    shape: str
    score: Score


@dataclass(frozen=True)
class Strip:
    """One candidate on the scale."""

    least: float
    lower: float
    median: float
    upper: float
    most: float
    marks: Sequence[Mark]


def place(value: float) -> float:
    """Where on the strip a value lies."""
    return round(EDGE + (value - LOWEST) / (HIGHEST - LOWEST) * (WIDTH - 2 * EDGE), 1)


def ticks() -> list[tuple[int, float]]:
    """The values of the scale with their places."""
    return [(value, place(value)) for value in range(LOWEST, HIGHEST + 1)]


def strip_of(standing: Standing) -> Strip | None:
    """None for a candidate that nobody has weighed."""
    five = standing.whole
    if five is None:
        return None
    marks: list[Mark] = []
    for score in sorted(standing.scores, key=lambda one: one.value):
        x = place(score.value)
        above = sum(abs(one.x - x) < MARK_SIZE for one in marks)
        y = MARKS_TOP + min(above, MOST_ABOVE) * MARK_SIZE
        helix = score.sheet.helix
        marks.append(Mark(x, y, SHAPES[helix] if helix else UNKNOWN, score))
    return Strip(place(five.least), place(five.lower), place(five.median), place(five.upper), place(five.most), marks)
