"""Entries as an iCalendar file (RFC 5545 and 7986). The same entries give the same bytes. No session, no request."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText

from roadmaps.calendars.entries import Entry
from roadmaps.roadmap.values import Shown

PRODUCT = "-//Fardplan//Roadmaps//SV"
REFRESH = timedelta(hours=6)
LONGEST_SUMMARY = 250
# Characters that no line of such a file may hold, or that some readers take for the end of a line.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})

InWords = Callable[[Shown], str]


def draw(entries: Sequence[Entry], *, name: str, in_words: InWords, base_url: str) -> bytes:
    """The file. `in_words` puts sentences into the reader's language; `base_url` is where the site is, without a slash."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(one_line(name)))
    calendar.add("x-wr-calname", vText(one_line(name)), encode=False)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH), encode=False)
    for entry in entries:
        calendar.add_component(_event(entry, in_words, base_url))
    if not entries:
        # A calendar must hold something to be one; a time zone that nothing uses shows nothing.
        calendar.add_component(_any_time_zone())
    return bytes(calendar.to_ical(sorted=True))


def _event(entry: Entry, in_words: InWords, base_url: str) -> Event:
    event, address = Event(), f"{base_url}{entry.path}"
    event.add("uid", f"{entry.about}-{entry.sort}@fardplan")
    event.add("dtstamp", _whole_seconds(entry.written.at))
    event.add("last-modified", _whole_seconds(entry.written.at))
    event.add("sequence", entry.written.number)
    if entry.starts_at and entry.ends_at:
        event.add("dtstart", _whole_seconds(entry.starts_at))
        event.add("dtend", _whole_seconds(entry.ends_at))
    else:
        event.add("dtstart", entry.first)
        # The end is the first day that is not covered any more.
        event.add("dtend", _day_after(entry.last))
    event.add("summary", vText(_short(one_line(in_words(entry.summary)))))
    event.add("description", vText("\n".join([*map(one_line, map(in_words, entry.lines)), address])))
    event.add("categories", [one_line(entry.category)])
    if entry.places:
        event.add("location", vText(one_line(", ".join(entry.places))))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", vText("FREE"), encode=False)
    return event


def one_line(text: str) -> str:
    """The text in one line, without characters that a calendar could not hold or that would turn it around."""
    if text.isprintable():
        return " ".join(text.split())
    seen = "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in text)
    return " ".join(seen.split())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1].rstrip() + "…"


def _day_after(last: date) -> date:
    return last + timedelta(days=1)


def _whole_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _any_time_zone() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - the clock of the zone itself
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
