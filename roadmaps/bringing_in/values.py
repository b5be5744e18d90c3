"""What people write in cells, understood as far as it can be: periods, values with units and years, states, organisations.

What cannot be understood is never guessed at: it stays in the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import PartialDate, read_partial_date
from roadmaps.roadmap.kinds.choices import FundingState, Level, Municipality, Status, choices

_NAMES_OF_MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mar", "mars", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augusti", "august"),
    ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES_OF_MONTHS, 1) for name in names}
_DASH = re.compile(
    r"\s*(?:–|—|\bt\.?o\.?m\.?\b|\btill\b|\bto\b|\buntil\b|(?<=\s)-(?=\s)|(?<=\d{4})-(?=(?:19|20)\d\d(?!-?\d)))\s*"
)
_MONTH = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[a-zåäö]{3,9})\.?\s+(?P<year>\d{4})", re.IGNORECASE)
_FROM = re.compile(r"(?:från och med|från|fr\.?\s?o\.?\s?m\.?|from)\s+", re.IGNORECASE)
_BY = re.compile(r"(?:senast|till och med|t\.?\s?o\.?\s?m\.?|by|until|no later than)\s+", re.IGNORECASE)
_NUMERIC = re.compile(r"(?P<year>\d{4})[./](?P<month>\d{1,2})(?:[./](?P<day>\d{1,2}))?")
_HALF_YEAR = re.compile(r"(?P<year>\d{4})-(?P<end>\d{2})")
_MEASURE = re.compile(
    r"(?P<number>[-−]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?)\s*(?P<unit>[^\d()]{0,60}?)\s*(?:[(,]?\s*(?:år\s+)?(?P<year>(?:19|20)\d\d)\)?)?",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s*(?:[,;/&]|\s·\s|\boch\b|\bsamt\b|\band\b|\n)\s*")
_STATES: Mapping[str, tuple[str, ...]] = {
    Status.PLANNED: ("planerad", "planeras", "ej påbörjad", "inte påbörjad", "kommande", "planned", "not started"),
    Status.IN_PROGRESS: ("pågår", "pågående", "påbörjad", "igång", "under arbete", "ongoing", "in progress", "started"),
    Status.OBSTACLE: ("försenad", "hinder", "delayed"),
    Status.DONE: ("klar", "klart", "genomförd", "genomfört", "avslutad", "färdig", "done", "finished", "completed"),
    Status.PAUSED: ("pausad", "vilande", "paused"),
    Status.DROPPED: ("utgår", "nedlagd", "avbruten", "dropped", "cancelled"),
}
_LEVELS: Mapping[str, tuple[str, ...]] = {Level.BASE: ("bas", "base"), Level.BREADTH: ("bredd", "breadth"), Level.PEAK: ("spets", "peak")}  # fmt: skip
_FUNDING: Mapping[str, tuple[str, ...]] = {
    FundingState.FUNDED: ("finansierad", "finansierat", "klar", "funded"),
    FundingState.PARTLY: ("delvis finansierad", "delvis", "partly"),
    FundingState.UNFUNDED: ("saknar finansiering", "ofinansierad", "saknas", "unfunded"),
}


def period_in(text: str) -> tuple[str | None, str | None] | None:
    """From when to when; None when it cannot be told for sure."""
    said = " ".join(text.split())
    for before, is_start in ((_FROM, True), (_BY, False)):
        if told := before.match(said):
            when = _date(said[told.end() :].removesuffix("–").strip())
            return None if when is None else (str(when), None) if is_start else (None, str(when))
    one = _date(said)
    if one:
        return str(one), str(one)
    parts = _DASH.split(said)
    if len(parts) != 2:
        return None
    last = _date(parts[1]) if parts[1] else None
    first = _date(_with_year(parts[0], last)) if parts[0] else None
    if (parts[0] and not first) or (parts[1] and not last) or not (first or last):
        return None
    if first and last and last.last < first.first:
        return None
    return str(first) if first else None, str(last) if last else None


def date_in(text: str) -> str | None:
    """A day, month, quarter or year; None when it is none."""
    said = " ".join(text.split())
    found = _date(_BY.sub("", _FROM.sub("", said, count=1), count=1))
    return str(found) if found else None


def _date(text: str) -> PartialDate | None:
    said = text
    if (half := _HALF_YEAR.fullmatch(said)) and int(half["end"]) > 12:
        return None
    if (month := _MONTH.fullmatch(said)) and (number := _MONTHS.get(month["month"].casefold())):
        day = f"-{int(month['day']):02}" if month["day"] else ""
        said = f"{month['year']}-{number:02}{day}"
    elif numeric := _NUMERIC.fullmatch(said):
        day = f"-{int(numeric['day']):02}" if numeric["day"] else ""
        said = f"{numeric['year']}-{int(numeric['month']):02}{day}"
    try:
        return read_partial_date(said)
    except Fault:
        return None


def _with_year(text: str, last: PartialDate | None) -> str:
    """“mars – maj 2026” and “Q1 – Q3 2026” tell the year once."""
    return text if re.search(r"\d{4}", text) or last is None else f"{text} {last.first.year}"


@dataclass(frozen=True)
class Measure:
    """A value with its unit and its year, as far as they are told."""

    number: str
    unit: str = ""
    year: int | None = None


def measure_in(text: str) -> Measure | None:
    """“42 företag (2021)”; None when it is no single value."""
    found = _MEASURE.fullmatch(" ".join(text.split()))
    if not found or (re.fullmatch(r"(19|20)\d\d", found["number"].strip()) and not found["unit"] and not found["year"]):
        return None
    number = re.sub(r"[ \u00a0\u202f]", "", found["number"]).replace("−", "-").replace(",", ".")
    return Measure(number, found["unit"].strip(" .,;"), int(found["year"]) if found["year"] else None)


def chosen(name: str, text: str) -> str | None:
    """One of the words of a field, where people's own words for it are plain."""
    said = " ".join(text.casefold().split()).strip(" .")
    words = {"status": _STATES, "level": _LEVELS, "funding_state": _FUNDING}.get(name, {})
    return next((str(value) for value, ways in words.items() if said in ways), None)


def municipalities_in(text: str) -> list[str] | None:
    """Their codes; None when one of the words is none."""
    from_name = {_plain_place(name): code for code, name in choices(Municipality).items()}
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    parts = [part for part in _PARTED.split(lines) if part]
    if _plain_place(text) in {"hela länet", "länet", "alla kommuner", "the whole county"}:
        return sorted(from_name.values())
    found = [from_name.get(_plain_place(part)) for part in parts]
    return sorted({code for code in found if code}) if found and all(found) else None


def _plain_place(text: str) -> str:
    said = " ".join(text.casefold().split()).removesuffix(" kommun").removesuffix(" municipality")
    return said.removesuffix("s") if said in {"bergs", "ragundas", "åres"} else said


@dataclass(frozen=True)
class Organisations:
    """Those of this site, by name."""

    by_name: Mapping[str, UUID]

    def find(self, text: str) -> list[tuple[str, UUID | None, str]]:
        """Those that a cell names, in its order: the name, whose it is (None when nobody here has it), and a note.

        “Torsta – lärare” names Torsta, with a note.
        """
        whole = " ".join(text.split())
        known = self._one(whole)
        if known:
            return [(whole, known, "")]
        found: list[tuple[str, UUID | None, str]] = []
        for part in filter(None, map(str.strip, whole.split(";"))):
            name, dash, note = part.partition(" – ")
            if dash and (known := self._one(name)):
                found.append((part, known, note.strip()))
            else:
                found += [(one.strip(), self._one(one), "") for one in _PARTED.split(part) if one.strip()]
        return found

    def _one(self, name: str) -> UUID | None:
        return self._folded.get(_without_form(name))

    @cached_property
    def _folded(self) -> Mapping[str, UUID]:
        return {_without_form(name): key for name, key in self.by_name.items()}


def _without_form(name: str) -> str:
    """For comparing names: without the form of the company, and without a short form in brackets."""
    said = " ".join(name.split()).strip(" .:").casefold()
    return re.sub(r"\s*\([^()]*\)$", "", said).removesuffix(" ab").strip()
