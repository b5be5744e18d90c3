"""The laps as a drawing: one ring a lap with a field for each step, the newest outermost. Pure.

How a step stands is told by shape: a field that is full is finished, one that is half full is under way, one that is only
an outline has not been begun.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from roadmaps.six_steps.standing import LapStanding
from roadmaps.six_steps.steps import Standing, Step

WIDTH, HEIGHT = 460, 320
MOST_RINGS = 3
_OUTER, _THICKEST, _BETWEEN, _GAP = 124.0, 34.0, 6.0, 2.5
# So much is kept free in the middle, where it stands which lap it is.
_HUB = 44.0
_WORDS_AT = 142.0


@dataclass(frozen=True)
class Field:
    """One step in one lap: the outline of its field, and of the part that is full (empty where none is)."""

    step: Step
    lap: int
    standing: Standing
    outline: str
    full: str


@dataclass(frozen=True)
class Word:
    """Where the name of a step stands, and on which side of that point."""

    step: Step
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Ring:
    """Everything that is drawn, in a frame of WIDTH by HEIGHT with its middle at 0, 0."""

    fields: Sequence[Field]
    words: Sequence[Word]
    number: int

    @property
    def frame(self) -> str:
        """The view box."""
        return f"{-WIDTH / 2:g} {-HEIGHT / 2:g} {WIDTH} {HEIGHT}"


def ring_of(laps: Sequence[LapStanding]) -> Ring:
    """The newest laps, given newest first."""
    shown = laps[:MOST_RINGS]
    thick = min(_THICKEST, (_OUTER - _HUB - _BETWEEN * (len(shown) - 1)) / max(len(shown), 1))
    fields = [field for place, lap in enumerate(shown) for field in _fields(lap, place, thick)]
    return Ring(fields, list(_words()), laps[0].number if laps else 1)


def _fields(lap: LapStanding, place: int, thick: float) -> Iterator[Field]:
    outer = _OUTER - place * (thick + _BETWEEN)
    inner = outer - thick
    for one in lap.steps:
        full = ""
        if one.standing is Standing.FINISHED:
            full = _sector(one.step, inner, outer)
        elif one.standing is Standing.UNDER_WAY:
            full = _sector(one.step, inner, inner + thick / 2)
        yield Field(one.step, lap.number, one.standing, _sector(one.step, inner, outer), full)


def _sector(step: Step, inner: float, outer: float) -> str:
    """A sixth of the way round between two circles, with the same gap to its neighbours at both."""
    middle = _direction(step)
    wide, narrow = pi / 6 - _GAP / outer / 2, pi / 6 - _GAP / inner / 2
    a, b = _point(middle - wide, outer), _point(middle + wide, outer)
    c, d = _point(middle + narrow, inner), _point(middle - narrow, inner)
    return f"M{a}A{outer:.5g} {outer:.5g} 0 0 1 {b}L{c}A{inner:.5g} {inner:.5g} 0 0 0 {d}z"


def _words() -> Iterator[Word]:
    for step in Step:
        angle = _direction(step)
        x, y = cos(angle) * _WORDS_AT, sin(angle) * _WORDS_AT
        anchor = "middle" if abs(x) < 1 else ("start" if x > 0 else "end")
        yield Word(
            step,
            round(x, 1),
            round(y + (0 if anchor == "middle" else 4) + (4 if y > 1 and anchor == "middle" else 0), 1),
            anchor,
        )


def _direction(step: Step) -> float:
    """Analysis at the top, and on as the clock goes."""
    return -pi / 2 + (step.number - 1) * pi / 3


def _point(angle: float, radius: float) -> str:
    return f"{cos(angle) * radius:.2f} {sin(angle) * radius:.2f}"
