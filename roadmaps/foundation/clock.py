"""What time it is. Rules get the moment from here, so that a test can stop the clock (time-machine)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """The moment, in UTC, to the microsecond."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Sweden, which is what dates without a clock mean here."""
    return now().astimezone(LOCAL).date()


def beginning_of(day: date) -> datetime:
    """The first moment of a day in Sweden."""
    return datetime.combine(day, time.min, LOCAL).astimezone(UTC)
