"""The forms of this room: a day that leaders write in the wheel, and what the address of a wheel asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from werkzeug.datastructures import MultiDict

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.year_wheel.models import WheelEntry
from roadmaps.year_wheel.rules.making import Wanted
from roadmaps.year_wheel.rules.writing import LONGEST_TITLE, LONGEST_WORDS, EntryFacts
from roadmaps.year_wheel.words import OWN, Sort

FIRST_YEAR, LAST_YEAR = 2000, 2100
MaybeDate = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class EntryForm(BaseModel):
    """A day, or several, and what it is."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    title: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_TITLE),
        Ask(
            label=N_("Title"),
            question=N_("What happens on the day?"),
            example=N_("Last day for papers to the regional development board"),
        ),
    ]
    sort: Annotated[Sort, Ask(label=N_("Sort"), widget="select", choices={one.value: one.label for one in OWN})] = (
        Sort.DEADLINE
    )
    on_day: Annotated[date, Ask(label=N_("Day"), question=N_("When is it, or when does it begin?"), widget="date")]
    until_on: Annotated[
        MaybeDate, Ask(label=N_("Last day"), question=N_("Until when, where it lasts for several days?"), widget="date")
    ] = None
    is_yearly: Annotated[
        bool,
        Ask(
            label=N_("It comes again each year"),
            question=N_("It then stands on the same date in every year from this one on."),
            widget="checkbox",
        ),
    ] = False
    words: Annotated[
        str,
        Field(max_length=LONGEST_WORDS),
        Ask(label=N_("More about it"), question=N_("What does one need to know?"), widget="prose"),
    ] = ""

    def facts(self) -> EntryFacts:
        """What the rules take."""
        return EntryFacts(self.title, self.sort, self.on_day, self.until_on, self.is_yearly, self.words)


class ChangeForm(EntryForm):
    """The same, with the version that is changed."""

    version: Annotated[int, Ask(label="", widget="hidden")] = 0


def start_of(entry: WheelEntry) -> dict[str, object]:
    """What stands in the form to begin with."""
    names = ("title", "on_day", "until_on", "is_yearly", "words", "version")
    return {**{name: getattr(entry, name) for name in names}, "sort": entry.sort.value}


@dataclass(frozen=True)
class Look:
    """What an address asks to see: a year, and only some sorts or (in the county's wheel) one area."""

    year: int
    sorts: frozenset[Sort]
    area: str

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return bool(self.sorts or self.area)

    def address(self, year: int) -> dict[str, object]:
        """The same look at another year, as values of an address."""
        return {"year": year, "sort": sorted(one.value for one in self.sorts), "area": self.area or None}


def look_in(asked: MultiDict[str, str], today: date) -> Look:
    """What is asked for; what makes no sense is passed over."""
    told = asked.get("year", "")
    year = int(told) if told.isascii() and told.isdigit() and len(told) == 4 else today.year
    known = {one.value: one for one in Sort}
    return Look(
        year if FIRST_YEAR <= year <= LAST_YEAR else today.year,
        frozenset(known[one] for one in asked.getlist("sort") if one in known),
        asked.get("area", ""),
    )


def wanted_in(form: MultiDict[str, str]) -> Mapping[str, Wanted]:
    """The lines that are ticked on the page of proposals, with their titles and days."""
    return {key: Wanted(form.get(f"title-{key}", ""), _day(form.get(f"day-{key}", ""))) for key in form.getlist("make")}


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
