"""What time it is. Rules get the moment from here, so that a test can stop the clock (time-machine)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Stockholm")


@dataclass
class Glances:
    """Whether somebody has looked at the clock meanwhile, and not only at the calendar."""

    at_the_clock: bool = False


_watched: ContextVar[Glances | None] = ContextVar("watched", default=None)


def now() -> datetime:
    """The moment, in UTC, to the microsecond."""
    if (watched := _watched.get()) is not None:
        watched.at_the_clock = True
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The day of a moment in Sweden, which is what dates without a clock mean here.

    An hour or two before midnight in UTC it is tomorrow already, so no day is read off a moment in any other way.
    """
    return moment.astimezone(LOCAL).date()


def today() -> date:
    """The day in Sweden."""
    return day_of(datetime.now(UTC))


@contextmanager
def glances() -> Iterator[Glances]:
    """See whether what is made in the block depends on the moment: what asks only for the day holds for a day."""
    seen = Glances()
    before = _watched.set(seen)
    try:
        yield seen
    finally:
        _watched.reset(before)


def beginning_of(day: date) -> datetime:
    """The first moment of a day in Sweden; of the very first day that there is, as much of it as UTC can tell."""
    return datetime.combine(day, time.min, UTC if day == date.min else LOCAL).astimezone(UTC)
