"""The forms of this room."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.binder.criteria import Judged
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

Line = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=3_000)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class JudgementForm(_Form):
    """A criterion is judged."""

    judged: Annotated[
        Judged,
        Ask(label=N_("How far is it fulfilled?"), question=N_("Judge by all that is on the page."), widget="radios"),
    ]
    words: Annotated[
        Words,
        Ask(
            label=N_("Why"),
            question=N_("What does the judgement build on, and what remains to be done?"),
            example=N_(
                "Meetings are held every quarter and are well attended, but companies are few among those who come."
            ),
            widget="prose",
        ),
    ]


class ExhibitForm(_Form):
    """Evidence is put in."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("What is it?"),
            question=N_("What is the document or the page called?"),
            example=N_("Assignment to lead the work with smart specialisation"),
        ),
    ]
    dated_on: Annotated[
        date, Ask(label=N_("Day"), question=N_("From which day is it?"), example="2026-03-18", widget="date")
    ]
    shows: Annotated[
        str,
        Field(max_length=2_000),
        Ask(label=N_("What it shows"), question=N_("What does it show about the criterion?"), widget="prose"),
    ] = ""
    link: Annotated[
        str,
        Field(max_length=1_000),
        Ask(
            label=N_("Link"), question=N_("Where can it be read on the web?"), example="https://www.example.org/report"
        ),
    ] = ""
    registry_number: Annotated[
        Line, Ask(label=N_("Registry number"), question=N_("Under which number is it in the registry?"))
    ] = ""


class TakingOutForm(_Form):
    """Evidence is taken out."""

    reason: Annotated[
        Words,
        Ask(
            label=N_("Why"),
            question=N_("Why does it not count any more? That it was there stays to be read, with this beside it."),
            widget="prose",
        ),
    ]


class EditionForm(_Form):
    """An edition is frozen."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Title"),
            question=N_("What is the edition called?"),
            example=N_("Good governance of smart specialisation 2026"),
        ),
    ]
    note: Annotated[
        str,
        Field(max_length=2_000),
        Ask(label=N_("To whom and why"), question=N_("To whom is it handed over, and why?"), widget="prose"),
    ] = ""
    registry_number: Annotated[
        Line, Ask(label=N_("Registry number"), question=N_("Under which number is it in the registry, if it has one?"))
    ] = ""
    language: Annotated[
        Literal["sv", "en"],
        Ask(
            label=N_("Language"),
            question=N_("In which language is it to be read?"),
            widget="radios",
            choices={"sv": N_("Swedish"), "en": N_("English")},
        ),
    ] = "sv"
