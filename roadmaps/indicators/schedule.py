"""When the next reading of an indicator is to come. No session, no clock."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmaps.foundation.partial_dates import PartialDate, read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.kinds.choices import Frequency
from roadmaps.roadmap.values import Shown, date_in_words

# How many days after its period a reading is due: figures must be gathered, and official ones are published late.
DAYS_TO_GATHER: Mapping[Frequency, int] = {
    Frequency.MONTHLY: 20,
    Frequency.QUARTERLY: 45,
    Frequency.HALF_YEARLY: 60,
    Frequency.YEARLY: 90,
    Frequency.EVERY_OTHER_YEAR: 120,
}
_MONTHS: Mapping[Frequency, int] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
    Frequency.EVERY_OTHER_YEAR: 24,
}


@dataclass(frozen=True)
class Awaited:
    """The reading that is to come next: of which stretch of time, and by which day."""

    frequency: Frequency
    first: date
    last: date

    @property
    def due_on(self) -> date:
        """The last day on which it comes in time."""
        return self.last + timedelta(days=DAYS_TO_GATHER[self.frequency])

    def is_due(self, today: date) -> bool:
        """Whether the period is over, so that the reading can be made."""
        return self.last < today

    def is_overdue(self, today: date) -> bool:
        """Whether it should have come by now."""
        return self.due_on < today

    @property
    def period(self) -> str:
        """How the reading is best written down; of half a year, its last quarter, and of two years, the second."""
        year = f"{self.last.year:04}"
        match self.frequency:
            case Frequency.MONTHLY:
                return f"{year}-{self.last.month:02}"
            case Frequency.QUARTERLY | Frequency.HALF_YEARLY:
                return f"{year}-Q{self.last.month // 3}"
            case _:
                return year

    @property
    def in_words(self) -> Shown:
        """The period for people."""
        if self.frequency is not Frequency.HALF_YEARLY:
            return date_in_words(read_partial_date(self.period))
        if self.last.month == 6:
            return say("the first half of %(year)s", year=self.last.year)
        return say("the second half of %(year)s", year=self.last.year)


def next_awaited(
    frequency: Frequency | None,
    *,
    newest: date | None,
    baseline_year: int | None,
    since: date,
    target_year: int | None,
) -> Awaited | None:
    """The reading that is to come next; None where nothing says how often, or the year of the target is behind it.

    :param newest: last day of the newest reading's period; the next period is awaited, however long ago that was
    :param since: the day from which the indicator is followed: of an indicator without readings, the first period
        that ends on that day or later is awaited
    """
    if frequency is None:
        return None
    last = _end_after(frequency, newest) if newest else _first_end(frequency, baseline_year, since)
    first = _months_on(last, -_MONTHS[frequency]) + timedelta(days=1)
    if target_year is not None and first > date(target_year, 12, 31):
        return None
    return Awaited(frequency, first, last)


def day_in_words(day: date) -> Shown:
    """A day for people."""
    return date_in_words(PartialDate(day, day, "day"))


def due_in_words(awaited: Awaited) -> Sentence:
    """By when it is to come."""
    return say("by %(day)s", day=day_in_words(awaited.due_on))


def _end_after(frequency: Frequency, newest: date) -> date:
    """Last day of the period after the one that the newest reading's last day lies in."""
    if frequency is Frequency.EVERY_OTHER_YEAR:
        return date(newest.year + 2, 12, 31)
    return _months_on(_end_around(frequency, newest), _MONTHS[frequency])


def _first_end(frequency: Frequency, baseline_year: int | None, since: date) -> date:
    """Last day of the first period that begins after the year of the baseline and is not over on the day."""
    if frequency is Frequency.EVERY_OTHER_YEAR:
        year = since.year if baseline_year is None else max(since.year, baseline_year + 2)
        if baseline_year is not None and (year - baseline_year) % 2:
            year += 1
        return date(year, 12, 31)
    start = since if baseline_year is None else max(since, date(baseline_year + 1, 1, 1))
    return _end_around(frequency, start)


def _end_around(frequency: Frequency, day: date) -> date:
    """Last day of the period that the day lies in."""
    months = min(_MONTHS[frequency], 12)
    month = (day.month + months - 1) // months * months
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def _months_on(end: date, months: int) -> date:
    """The last day of a month so and so many months later."""
    count = end.year * 12 + end.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
