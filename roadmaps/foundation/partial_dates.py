"""Dates as plans have them: a day, a month, a quarter or only a year, kept as written and never made more exact.

Written ``2026-11-21``, ``2026-11``, ``2026-Q4`` or ``2026``; ``2026 K4`` and ``kvartal 4 2026`` are understood too.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say

Precision = Literal["day", "month", "quarter", "year"]

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"),
    re.compile(r"(?P<year>\d{4})[ -]?[qk](?P<quarter>[1-4])", re.IGNORECASE),
    re.compile(r"(?:quarter|kvartal|q|k) ?(?P<quarter>[1-4])[ ,-]*(?P<year>\d{4})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})"),
)
EARLIEST_YEAR, LATEST_YEAR = 1950, 2150


@dataclass(frozen=True, order=True)
class PartialDate:
    """A stretch of time from its `first` day to its `last`, and how exactly it was told."""

    first: date
    last: date
    precision: Precision

    def __str__(self) -> str:
        """The one stored spelling."""
        year, month = f"{self.first.year:04}", f"{self.first.month:02}"
        return {
            "year": year,
            "quarter": f"{year}-Q{(self.first.month + 2) // 3}",
            "month": f"{year}-{month}",
            "day": self.first.isoformat(),
        }[self.precision]


def read_partial_date(text: str) -> PartialDate:
    """Understand a date in any of the forms above.

    :raises Fault: with a sentence that shows how to write it, or names the years that there are
    """
    cleaned = " ".join(text.split())
    for form in _FORMS:
        if match := form.fullmatch(cleaned):
            parts = {name: int(value) for name, value in match.groupdict().items()}
            _check_year(parts["year"])
            try:
                return _of_parts(parts)
            except ValueError:
                break
    raise Fault(say("Write a day (2026-11-21), a month (2026-11), a quarter (2026-Q4) or a year (2026)."))


def _check_year(year: int) -> None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Fault(
            say(
                "The year must lie between %(earliest)s and %(latest)s.",
                earliest=str(EARLIEST_YEAR),
                latest=str(LATEST_YEAR),
            )
        )


def _of_parts(parts: dict[str, int]) -> PartialDate:
    year = parts["year"]
    if "day" in parts:
        day = date(year, parts["month"], parts["day"])
        return PartialDate(day, day, "day")
    if "month" in parts:
        return PartialDate(date(year, parts["month"], 1), _end_of_month(year, parts["month"]), "month")
    if "quarter" in parts:
        end = parts["quarter"] * 3
        return PartialDate(date(year, end - 2, 1), _end_of_month(year, end), "quarter")
    return PartialDate(date(year, 1, 1), date(year, 12, 31), "year")


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
