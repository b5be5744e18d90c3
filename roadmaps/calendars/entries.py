"""What stands in a calendar: whole days, each with a lasting identity and words. No session, no files.

A date is never made more exact than it was told: one that names a month or a quarter covers it, and says so. A year is
shown by the day that decides, its first for a beginning and its last for an end, and says so too: a bar over a whole
year says nothing in a calendar, and hides what lies under it.

An activity of at most a month is one entry. A longer one is two, its start and its end: in Outlook and its like an entry
that lasts for years lies on top of every week, and forty of them leave no room for anything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from roadmaps.foundation.partial_dates import PartialDate
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.values import Shown, date_in_words, period_in_words

Edge = Literal["start", "end"]
ONE_ENTRY_AT_MOST = timedelta(days=31)


@dataclass(frozen=True)
class Written:
    """The version of what an entry tells of: its number grows with each change, and `at` is when it was made."""

    number: int
    at: datetime

    def with_(self, *others: "Written") -> "Written":
        """The newest of several, where an entry tells of more than one thing."""
        everything = (self, *others)
        return Written(max(one.number for one in everything), max(one.at for one in everything))


@dataclass(frozen=True)
class Entry:
    """One entry of whole days, from `first` to `last`, or of some hours, where `starts_at` and `ends_at` are told.

    `about` and `sort` are its identity for as long as it lives.

    `path` is where on the site it leads. `category` is the strength area; `places` are names of municipalities.
    """

    about: UUID
    sort: str
    first: date
    last: date
    summary: Shown
    lines: Sequence[Shown]
    path: str
    written: Written
    category: str
    places: Sequence[str] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Stretch:
    """Which days an entry covers, and in words when they are fewer or more than was told; `sort` as in the entry."""

    sort: str
    first: date
    last: date
    told: Shown | None = None


def stretches_of(start: PartialDate | None, end: PartialDate | None) -> Iterator[Stretch]:
    """The entries for something with a start and an end, as far as these are known."""
    if start and end and start == end:
        yield Stretch("period", *_days(start, "start"), _told(start))
    elif start and end and end.last - start.first < ONE_ENTRY_AT_MOST:
        exact = {start.precision, end.precision} == {"day"}
        yield Stretch("period", start.first, end.last, None if exact else period_in_words(str(start), str(end)))
    else:
        if start:
            yield Stretch("starts", *_days(start, "start"), _told(start))
        if end:
            yield Stretch("ends", *_days(end, "end"), _told(end))


def day_of(when: PartialDate, sort: str) -> Stretch:
    """The one entry for something that is due by a date."""
    return Stretch(sort, *_days(when, "end"), _told(when))


def inexact(told: Shown | None) -> list[Shown]:
    """The line that says why an entry covers more, or less, than one would think."""
    return [say("No day has been set; the date is told as: %(when)s", when=told)] if told else []


def in_brackets(exact: str, told_too: str, told: Shown | None, **values: object) -> Sentence:
    """One of two messages: the second names, as `when`, the date that was told without a day."""
    return Sentence(told_too, {**values, "when": told}) if told else Sentence(exact, values)


def since(entries: Sequence[Entry], day: date) -> list[Entry]:
    """Those that are not over before the day, in the order of their days."""
    kept = [one for one in entries if one.last >= day]
    return sorted(kept, key=lambda one: (one.first, one.last, str(one.about), one.sort))


def first_day_shown(today: date) -> date:
    """Calendars reach back to the beginning of last year: what is older is in the history, and would only weigh."""
    return date(today.year - 1, 1, 1)


def _days(when: PartialDate, edge: Edge) -> tuple[date, date]:
    if when.precision == "year":
        return (when.first, when.first) if edge == "start" else (when.last, when.last)
    return when.first, when.last


def _told(when: PartialDate) -> Shown | None:
    return None if when.precision == "day" else date_in_words(when)
