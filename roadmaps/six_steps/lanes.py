"""The steps over time as a drawing: a lane for each step, a bar for each time it was worked on, a dot for what was done.

Where bars lie above each other, steps overlapped. The tables of the laps say the same in words. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmaps.six_steps.standing import LapStanding
from roadmaps.six_steps.steps import Step

WIDTH, LANE, TOP, NAMES = 960, 34, 26, 120
_FIRST, _SECOND = -13, -4
_YEAR = 36
# Room after today, so that what goes on is seen to go on.
_AFTER = timedelta(days=45)


@dataclass(frozen=True)
class Bar:
    """Days through which a step was worked on in a lap."""

    x: float
    y: float
    width: float
    lap: int
    is_open: bool


@dataclass(frozen=True)
class Mark:
    """A year that begins."""

    x: float
    words: str


@dataclass(frozen=True)
class Lanes:
    """Everything that is drawn, WIDTH wide."""

    names: Sequence[tuple[Step, float]]
    bars: Sequence[Bar]
    dots: Sequence[tuple[float, float]]
    years: Sequence[Mark]
    today: float

    @property
    def height(self) -> int:
        """How high it is."""
        return TOP + LANE * len(Step) + 4


def lanes_of(laps: Sequence[LapStanding], today: date) -> Lanes | None:
    """The laps, given newest first; None while nobody has told of any."""
    begun = [lap.lap.began_on for lap in laps if lap.lap]
    if not begun:
        return None
    spells = [spell for lap in laps for one in lap.steps for spell in one.spells]
    scale = _Scale(min([*begun, *(one.begins for one in spells)]), today + _AFTER)
    return Lanes(
        names=[(step, _middle(step)) for step in Step],
        bars=[bar for lap in laps for bar in _bars(lap, scale, today)],
        dots=[
            (scale.at(deed.on), _middle(one.step))
            for lap in laps
            for one in lap.steps
            for deed in one.deeds
            if deed.on >= scale.first
        ],
        years=[
            Mark(x, str(year))
            for year in range(scale.first.year + 1, scale.last.year + 1)
            if (x := scale.at(date(year, 1, 1))) < WIDTH - _YEAR
        ],
        today=scale.at(today),
    )


@dataclass(frozen=True)
class _Scale:
    """From days to places."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(NAMES + share * (WIDTH - NAMES), 1)


def _bars(lap: LapStanding, scale: _Scale, today: date) -> Iterator[Bar]:
    for one in lap.steps:
        for spell in one.spells:
            begins, ends = scale.at(spell.begins), scale.at(spell.until or today)
            # Of two laps that work on the same step at once, one lies above the other.
            y = _middle(one.step) + (_FIRST if lap.number % 2 else _SECOND)
            yield Bar(begins, y, max(ends - begins, 4), lap.number, spell.until is None)


def _middle(step: Step) -> float:
    return TOP + (step.number - 0.5) * LANE
