"""What stands in a year, as lines: a day, what it is, and where it is held. No session, no drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from roadmaps.areas.models import Area
from roadmaps.calendars.entries import Written
from roadmaps.roadmap.values import Shown
from roadmaps.year_wheel.words import Sort


@dataclass(frozen=True)
class Window:
    """The days from a beginning to an end; either may lie outside of the year."""

    first: date
    last: date


@dataclass(frozen=True)
class Line:
    """One day of the year. `edge` tells the lines of one thing apart, as when it opens and when it closes.

    `window` is there on one of those lines, for the wheel to draw. `prefix` is what the site says of the day, such as
    that it is the last; `title` is what people call the thing.
    """

    about: UUID
    edge: str
    sort: Sort
    day: date
    title: str
    path: str
    written: Written
    area: Area | None = None
    prefix: Shown = ""
    note: Shown = ""
    window: Window | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_own: bool = field(default=False)

    @property
    def key(self) -> str:
        """By which pages and forms know it."""
        return f"{self.about}-{self.edge}"


def in_order(lines: Sequence[Line]) -> list[Line]:
    """By day and hour, then by what they are."""
    return sorted(lines, key=lambda one: (one.day, str(one.starts_at or ""), one.sort.ring, one.title, one.key))


def by_month(lines: Sequence[Line]) -> Iterator[tuple[int, list[tuple[int, Line]]]]:
    """The lines of each month that has any, numbered through the year as the marks in the wheel are."""
    numbered = list(enumerate(lines, 1))
    for month in range(1, 13):
        those = [(number, one) for number, one in numbered if one.day.month == month]
        if those:
            yield month, those
