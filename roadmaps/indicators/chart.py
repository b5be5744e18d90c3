"""Where everything of a chart lies: the path from baseline to target, and the readings. No session, no markup.

The drawing is measured in units that a page may scale. A chart in which one reads has room for letters that stay legible
on a phone; a small one has none, and stands beside its figures in words.
"""

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from roadmaps.indicators.aims import Aim
from roadmaps.indicators.numbers import plain
from roadmaps.indicators.scales import Scale, span_of, value_ticks, year_ticks
from roadmaps.roadmap.values import number_in_words

# Units that a letter takes at most, as wide as it is drawn on a phone.
LETTER = 10.5


@dataclass(frozen=True)
class Size:
    """A drawing's measures, and how many marks its axes have; none for a drawing without letters."""

    width: int
    height: int
    value_marks: int = 0
    year_marks: int = 0
    inset: int = 0

    @property
    def has_letters(self) -> bool:
        """Whether there is anything to read in it."""
        return self.value_marks > 0


LARGE = Size(560, 320, value_marks=4, year_marks=7, inset=12)
MIDDLE = Size(280, 170, value_marks=2, year_marks=2, inset=10)
SMALL = Size(168, 56)


class Measured(NamedTuple):
    """One value to draw: of which period, and the last day of it."""

    period: str
    last_on: date
    value: Decimal


@dataclass(frozen=True)
class Mark:
    """A value in its place."""

    x: float
    y: float
    value: Decimal

    @property
    def number(self) -> str:
        """The value for people."""
        return number_in_words(plain(self.value))


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Line:
    """Readings that belong together, in the order of their periods."""

    marks: Sequence[Mark]

    @property
    def way(self) -> str:
        """Through which points it goes, as SVG writes it."""
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks)

    @property
    def last(self) -> Mark | None:
        """The newest."""
        return self.marks[-1] if self.marks else None


@dataclass(frozen=True)
class Chart:
    """Everything in its place. `path` is where the path turns; `level` tells that it is one value to keep."""

    size: Size
    left: float
    right: float
    top: float
    bottom: float
    path: Line
    level: bool
    baseline: Mark | None
    target: Mark | None
    lines: Sequence[Line]
    value_ticks: Sequence[Tick]
    year_ticks: Sequence[Tick]

    @property
    def newest(self) -> Mark | None:
        """The newest reading of the first line."""
        return self.lines[0].last if self.lines else None

    @property
    def newest_is_lower(self) -> bool:
        """Whether the newest reading lies below the path, so that its figure is best written below it too."""
        newest, marks = self.newest, self.path.marks
        if newest is None or not marks or marks[0].x == marks[-1].x:
            return False
        share = min(max((newest.x - marks[0].x) / (marks[-1].x - marks[0].x), 0.0), 1.0)
        return newest.y > marks[0].y + share * (marks[-1].y - marks[0].y)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.path.marks or self.baseline or self.target or any(line.marks for line in self.lines))


def draw(
    aim: Aim,
    *series: Iterable[Measured],
    size: Size,
    among: Iterable[Decimal] = (),
    between: tuple[date, date] | None = None,
    with_aim: bool = True,
) -> Chart:
    """Lay out a chart.

    :param among: further values that the axis is to span, so that charts beside each other can be compared
    :param between: two days that the axis is to span, for the same reason
    :param with_aim: False leaves out baseline, target and path, which are of the whole only
    """
    lines = [list(one) for one in series]
    ends = _ends(aim) if with_aim else []
    moments = [_moment(one.last_on) for line in lines for one in line]
    moments += [year + 1.0 for _, year, _ in ends if year is not None]
    moments += [_moment(day) for day in between or ()]
    values = [one.value for line in lines for one in line] + [value for _, _, value in ends] + list(among)
    ticks = value_ticks(values, size.value_marks) if size.has_letters else span_of(values)
    labels = [number_in_words(plain(tick)) for tick in ticks]
    left, right, top, bottom = _room(size, labels)
    first, last = _span(moments)
    # The first marks keep clear of the figures of the axis.
    across = Scale(first, last, left + size.inset, right)
    up = Scale(float(ticks[0]), float(ticks[-1]), bottom, top)
    placed = {name: _mark(across, up, year, value, last) for name, year, value in ends}
    return Chart(
        size=size,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        path=_path(aim, across, up, left) if with_aim else Line([]),
        level=aim.is_level,
        baseline=placed.get("baseline"),
        target=placed.get("target"),
        lines=[Line([_reading(across, up, one) for one in line]) for line in lines],
        value_ticks=[Tick(up.at(float(tick)), label) for tick, label in zip(ticks, labels, strict=True)]
        if size.has_letters
        else [],
        year_ticks=[Tick(across.at(year + 1), str(year)) for year in year_ticks(first, last, size.year_marks)]
        if size.has_letters
        else [],
    )


def _ends(aim: Aim) -> list[tuple[str, int | None, Decimal]]:
    """Baseline and target as far as they are told. A target without a year lies at the end of the drawing."""
    found: list[tuple[str, int | None, Decimal]] = []
    if aim.baseline is not None and aim.baseline_year is not None:
        found.append(("baseline", aim.baseline_year, aim.baseline))
    if aim.target is not None:
        found.append(("target", aim.target_year, aim.target))
    return found


def _room(size: Size, labels: Sequence[str]) -> tuple[float, float, float, float]:
    """The sides of the field in which values lie: left, right, top, bottom."""
    if not size.has_letters:
        return 8.0, size.width - 8.0, 8.0, size.height - 8.0
    letters = max(len(label) for label in labels)
    return round(min(letters * LETTER + 12, size.width * 0.45), 1), size.width - 26.0, 22.0, size.height - 34.0


def _span(moments: Sequence[float]) -> tuple[float, float]:
    first, last = min(moments, default=2026.0), max(moments, default=2027.0)
    return (first, last) if last - first >= 1 else (last - 1, last)


def _mark(across: Scale, up: Scale, year: int | None, value: Decimal, last: float) -> Mark:
    at = across.at(last if year is None else year + 1.0)
    return Mark(at, up.at(float(value)), value)


def _reading(across: Scale, up: Scale, one: Measured) -> Mark:
    return Mark(across.at(_moment(one.last_on)), up.at(float(one.value)), one.value)


def _moment(day: date) -> float:
    """The end of the day as a year and a part of a year, as exactly as a drawing needs it."""
    return day.year + day.timetuple().tm_yday / (366 if isleap(day.year) else 365)


def _path(aim: Aim, across: Scale, up: Scale, left: float) -> Line:
    if aim.is_level and aim.level is not None:
        height = up.at(float(aim.level))
        return Line([Mark(left, height, aim.level), Mark(across.end, height, aim.level)])
    if aim.ends is None:
        return Line([])
    return Line([_mark(across, up, end.year, end.value, across.high) for end in aim.ends])
