"""One activity over time: its bar, how exactly each end was told, and its milestones. No session, no language.

Places are per cent of the window's width, so that one drawing fits a wall, a phone and a sheet of paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmaps.foundation.partial_dates import PartialDate
from roadmaps.plan.rows import Milestone, PlannedActivity
from roadmaps.timeline.windows import Window

# How an end is drawn: by the precision in which it was told, as unknown, or as going on beyond what is shown.
Ending = Literal["day", "month", "quarter", "year", "open", "beyond"]
NARROWEST = 0.8


@dataclass(frozen=True)
class Bar:
    """From where to where, and how it begins and ends.

    Where one end is unknown the bar covers only what is known; `reach` is where its line towards the unknown ends.
    """

    x: float
    width: float
    begins: Ending
    ends: Ending
    reach: float | None = None

    @property
    def right(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Mark:
    """A milestone at the end of its time; `since` is where that time begins, when it was told as more than a day."""

    milestone: Milestone
    x: float
    since: float | None
    is_late: bool


def bar_of(start: PartialDate | None, end: PartialDate | None, window: Window) -> Bar | None:
    """The bar of these dates, cut at the edges of the window; None when nothing of it is shown."""
    first, last = start or end, end or start
    if first is None or last is None:
        return None
    if not window.touches(date.min if start is None else first.first, date.max if end is None else last.last):
        return None
    left, right = window.x(first.first), window.after(last.last)
    x = min(max(left, 0), 100 - NARROWEST)
    width = max(min(right, 100) - x, NARROWEST)
    begins: Ending = "open" if start is None else "beyond" if left < 0 else start.precision
    ends: Ending = "open" if end is None else "beyond" if right > 100 else end.precision
    reach = 0 if start is None else 100 if end is None else None
    return Bar(x=round(x, 2), width=round(width, 2), begins=begins, ends=ends, reach=reach)


def marks_of(milestones: Sequence[Milestone], window: Window, today: date) -> list[Mark]:
    """The milestones whose end of time is shown."""
    return list(_marks(milestones, window, today))


def span_of(activity: PlannedActivity) -> tuple[date, date] | None:
    """The longest time that the activity may take by what is known; an unknown end is as far as dates go."""
    if activity.start is None and activity.end is None:
        return None
    return activity.start.first if activity.start else date.min, activity.end.last if activity.end else date.max


def _marks(milestones: Sequence[Milestone], window: Window, today: date) -> Iterator[Mark]:
    for one in milestones:
        if one.due is not None and window.holds(one.due.last):
            since = max(window.x(one.due.first), 0) if one.due.precision in {"quarter", "year"} else None
            yield Mark(one, window.after(one.due.last), since, is_late=not one.is_reached and one.due.last < today)
