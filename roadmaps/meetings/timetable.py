"""When each point of an agenda has its turn. No session."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from roadmaps.foundation.clock import LOCAL
from roadmaps.meetings.models import AgendaPoint, Meeting


@dataclass(frozen=True)
class TimedPoint:
    """A point of the agenda, and when it is its turn, where all before it say how long they take."""

    point: AgendaPoint
    at: datetime | None


def timed(meeting: Meeting, points: Iterable[AgendaPoint]) -> Iterator[TimedPoint]:
    """The points with their times."""
    at: datetime | None = meeting.starts_at.astimezone(LOCAL)
    has_times = False
    for one in points:
        has_times = has_times or one.minutes is not None
        yield TimedPoint(one, at if has_times else None)
        at = at + timedelta(minutes=one.minutes) if at and one.minutes else None
