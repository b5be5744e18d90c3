"""When a letter with all that has happened is due. No session."""

from datetime import datetime, time, timedelta

from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.notifications.models import Rhythm

MORNING = time(6, 0)
MONDAY = 0


def latest_morning(rhythm: Rhythm, at: datetime) -> datetime:
    """The latest moment, up to now, at which such a letter is written; mornings are those in Sweden."""
    day = day_of(at)
    if at.astimezone(LOCAL).time() < MORNING:
        day -= timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    return datetime.combine(day, MORNING, LOCAL)
