"""How the values of a roadmap's fields read: one place for pages, comparisons and exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID

from roadmaps.foundation.partial_dates import PartialDate, read_partial_date
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.revisions.kinds import Content, Kind
from roadmaps.revisions.states import State
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.written import Written, as_written, language_of

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
Shown = str | Sentence


class LinkedName(str):
    """What something is called and in which language, with the address that leads to it from the page of its roadmap."""

    __slots__ = ("address", "language")

    def __new__(cls, name: str, address: str) -> Self:
        named = super().__new__(cls, name)
        named.address, named.language = address, language_of(name)
        return named

    address: str
    language: str


@dataclass(frozen=True)
class Names:
    """What identities in the fields are called: blocks of the roadmap, and by `Ask.widget` what lies outside it."""

    blocks: Mapping[str, str]
    organisations: Mapping[str, str]
    strategy: Mapping[str, str] = field(default_factory=dict)
    goals_elsewhere: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        *states: State,
        organisations: Mapping[UUID, str],
        strategy: Mapping[UUID, str] | None = None,
        goals_elsewhere: Mapping[UUID, str] | None = None,
    ) -> "Names":
        """The names of every block of the states, the later state's where they differ, and of what lies outside."""
        blocks = {
            str(block.id): ROADMAP[block.kind].title_of(block.content)
            for state in states
            for block in (*state.removed.values(), *state)
        }
        return cls(blocks, *(_by_text(names or {}) for names in (organisations, strategy, goals_elsewhere)))


def _by_text(names: Mapping[UUID, str]) -> dict[str, str]:
    return {str(key): name for key, name in names.items()}


def shown(kind: type[Kind], name: str, content: Content, names: Names) -> list[Shown]:
    """The field's value in words, one entry for each part of a list; nothing where it is empty."""
    value = content.get(name)
    if value in (None, "", []):
        return []
    return [_shown_one(kind, name, one, names) for one in (value if isinstance(value, list) else [value])]


def _shown_one(kind: type[Kind], name: str, value: Any, names: Names) -> Shown:
    ask = kind.asks()[name]
    if ask.choices:
        return Sentence(ask.choices.get(value, value))
    match ask.widget:
        case "reference" | "references":
            return _linked(names.blocks, value, "#block-") or say("something that is no longer there")
        case "strategy":
            return _linked(names.strategy, value, "/strategy#element-") or say("something that is no longer there")
        case "goals_elsewhere":
            return _linked(names.goals_elsewhere, value, "/blocks/") or say("a goal that is not open to you")
        case "organisation":
            return names.organisations.get(value) or say("an organisation that is no longer there")
        case "partial_date":
            return date_in_words(read_partial_date(value))
        case "checkbox":
            return say("Yes") if value else say("No")
        case "number":
            return number_in_words(value)
        case "text" | "prose":
            return as_written(value)
        case _:
            return str(value)


def _linked(names: Mapping[str, str], value: str, address: str) -> LinkedName | None:
    return LinkedName(names[value], address + value) if names.get(value) else None


def date_in_words(when: PartialDate) -> Shown:
    """The date as exactly as it was told: a day, a month, a quarter or a year."""
    year = when.first.year
    match when.precision:
        case "year":
            return str(year)
        case "quarter":
            return say("quarter %(quarter)s %(year)s", quarter=(when.first.month + 2) // 3, year=year)
    month = Sentence(MONTHS[when.first.month - 1])
    if when.precision == "month":
        return say("%(month)s %(year)s", month=month, year=year)
    return say("%(day)s %(month)s %(year)s", day=when.first.day, month=month, year=year)


def day_in_words(day: date) -> Shown:
    """The day as a date is told in words."""
    return date_in_words(PartialDate(day, day, "day"))


def period_in_words(start: str | None, end: str | None) -> Shown | None:
    """From when to when, as far as it is known."""
    first = date_in_words(read_partial_date(start)) if start else None
    last = date_in_words(read_partial_date(end)) if end else None
    if first and last:
        return first if start == end else say("%(start)s – %(end)s", start=first, end=last)
    if first:
        return say("from %(start)s", start=first)
    return say("until %(end)s", end=last) if last else None


def measure_in_words(content: Content, name: str) -> Shown | None:
    """One end of an indicator with its unit and its year: 42 companies (2021)."""
    if content.get(name) is None:
        return None
    unit = content.get("unit")
    measured = " ".join(filter(None, (number_in_words(content[name]), unit)))
    year = content.get(f"{name}_year")
    told = f"{measured} ({year})" if year else measured
    return Written(told, language_of(unit)) if unit else told


def number_in_words(value: str) -> str:
    """The number with thin groups of three before the decimal mark; the door puts in the language's own mark."""
    whole, _, decimals = value.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    groups: Sequence[str] = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    return sign + "\u202f".join(groups) + (f",{decimals}" if decimals else "")
