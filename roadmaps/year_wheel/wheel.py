"""The wheel as it is drawn: where each mark, each window and each month lies. No session, no request.

A mark stands as near its day as its neighbours on the ring allow. January begins at the top, and time goes clockwise.
"""

import calendar
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roadmaps.year_wheel.lines import Line
from roadmaps.year_wheel.words import Ring

WIDTH, HEIGHT = 700, 660
CENTER_X, CENTER_Y = 350.0, 330.0
RIM = 282.0
_LABELS = 304.0
_OUTERMOST, _BETWEEN = 258.0, 38.0
# How far marks of one ring stand apart at least, from middle to middle.
_ROOM = 25.0
_TURN = 2 * math.pi


@dataclass(frozen=True)
class Mark:
    """A line in the wheel, by the number that it has in the list."""

    number: int
    line: Line
    x: float
    y: float


@dataclass(frozen=True)
class Arc:
    """A window in the wheel, as the way of a path."""

    line: Line
    way: str


@dataclass(frozen=True)
class Month:
    """Where a month begins, the way around its part of the wheel, and where its name stands."""

    number: int
    way: str
    x1: float
    y1: float
    x2: float
    y2: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Wheel:
    """The whole drawing; `today` is a line from the hub to the rim, in the year that it lies in."""

    year: int
    months: Sequence[Month]
    rings: Sequence[float]
    arcs: Sequence[Arc]
    marks: Sequence[Mark]
    today: tuple[float, float, float, float] | None


def draw(lines: Sequence[Line], year: int, *, today: date) -> Wheel:
    """The wheel of a year; the lines are numbered in the order in which they are handed in."""
    inner = radius_of(Ring.PLAN) - _BETWEEN / 2
    here = None
    if today.year == year:
        angle = angle_of(today)
        here = (*_point(angle, inner), *_point(angle, RIM))
    return Wheel(
        year=year,
        months=[_month(year, number, inner) for number in range(1, 13)],
        rings=[radius_of(ring) for ring in Ring],
        arcs=[Arc(one, _way(one, year)) for one in lines if one.window is not None],
        marks=sorted(_marks(lines), key=lambda one: one.number),
        today=here,
    )


def radius_of(ring: Ring) -> float:
    """How far from the hub a ring lies."""
    return _OUTERMOST - _BETWEEN * ring


def angle_of(day: date) -> float:
    """The angle of the middle of a day, from the top and clockwise."""
    days = 366 if calendar.isleap(day.year) else 365
    return _TURN * (day.timetuple().tm_yday - 0.5) / days


def spread(angles: Sequence[float], apart: float) -> list[float]:
    """The angles, which are in order, moved so little that each two are so far apart; never around the year's end.

    The least sum of squares under that condition: neighbours that would meet form a group around their middle.
    """
    if not angles:
        return []
    apart = min(apart, _TURN / len(angles))
    groups: list[tuple[float, int]] = []
    for number, angle in enumerate(angles):
        groups.append((angle - apart * number, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (later, of_later), (earlier, of_earlier) = groups.pop(), groups.pop()
            count = of_later + of_earlier
            groups.append(((earlier * of_earlier + later * of_later) / count, count))
    bases = [base for base, count in groups for _ in range(count)]
    low, high = apart / 2, _TURN - apart * (len(angles) - 1) - apart / 2
    return [min(max(base, low), max(low, high)) + apart * number for number, base in enumerate(bases)]


def _marks(lines: Sequence[Line]) -> Iterator[Mark]:
    numbered = list(enumerate(lines, 1))
    for ring in Ring:
        those = [(number, one) for number, one in numbered if one.sort.ring is ring]
        radius = radius_of(ring)
        angles = spread([angle_of(one.day) for _, one in those], _ROOM / radius)
        for (number, one), angle in zip(those, angles, strict=True):
            yield Mark(number, one, *_point(angle, radius))


def _way(line: Line, year: int) -> str:
    """The part of the window that lies in the year."""
    assert line.window is not None
    first = max(line.window.first, date(year, 1, 1))
    last = min(line.window.last, date(year, 12, 31))
    radius, start, end = radius_of(line.sort.ring), angle_of(first), angle_of(last)
    is_long = 1 if end - start > math.pi else 0
    (x1, y1), (x2, y2) = _point(start, radius), _point(end, radius)
    return f"M{x1} {y1}A{radius} {radius} 0 {is_long} 1 {x2} {y2}"


def _month(year: int, number: int, inner: float) -> Month:
    days = 366 if calendar.isleap(year) else 365
    begins = _TURN * (date(year, number, 1).timetuple().tm_yday - 1) / days
    ends = begins + _TURN * calendar.monthrange(year, number)[1] / days
    middle = (begins + ends) / 2
    x, y = _point(middle, _LABELS)
    sideways = math.sin(middle)
    anchor = "middle" if abs(sideways) < 0.3 else ("start" if sideways > 0 else "end")
    # Names beside the wheel begin and end near its rim.
    x = x if anchor == "middle" else CENTER_X + (RIM + 10) * sideways
    way = _around(begins, ends, inner)
    return Month(number, way, *_point(begins, inner), *_point(begins, RIM), round(x, 1), y, anchor)


def _around(begins: float, ends: float, inner: float) -> str:
    (x1, y1), (x2, y2) = _point(begins, RIM), _point(ends, RIM)
    (x3, y3), (x4, y4) = _point(ends, inner), _point(begins, inner)
    return f"M{x1} {y1}A{RIM} {RIM} 0 0 1 {x2} {y2}L{x3} {y3}A{inner} {inner} 0 0 0 {x4} {y4}z"


def _point(angle: float, radius: float) -> tuple[float, float]:
    return round(CENTER_X + radius * math.sin(angle), 1), round(CENTER_Y - radius * math.cos(angle), 1)
