"""The forms of this room."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.follow_up.kinds import Chapter, Finding, Memorandum, Passage, Words
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

MaybeVersion = Annotated[UUID | None, BeforeValidator(lambda value: value or None)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class BeginForm(_Form):
    """A report is begun: between which days, or frozen versions, and in which language."""

    from_on: Annotated[date, Ask(label=N_("From"), question=N_("From which day?"), example="2025-01-01", widget="date")]
    until_on: Annotated[
        date, Ask(label=N_("Until"), question=N_("Until which day?"), example="2025-12-31", widget="date")
    ]
    from_version: Annotated[
        MaybeVersion,
        Ask(
            label=N_("Frozen version at the beginning"),
            question=N_("Should the plan at the beginning be that of a frozen version, rather than of the first day?"),
            widget="select",
        ),
    ] = None
    until_version: Annotated[
        MaybeVersion,
        Ask(
            label=N_("Frozen version at the end"),
            question=N_("Should the plan at the end be that of a frozen version, rather than of the last day?"),
            widget="select",
        ),
    ] = None
    language: Annotated[
        Literal["sv", "en"],
        Ask(
            label=N_("Language"),
            question=N_("In which language should it be drafted?"),
            widget="radios",
            choices={"sv": N_("Swedish"), "en": N_("English")},
        ),
    ] = "sv"


class SentenceForm(_Form):
    """A finding is told in other words."""

    sentence: Annotated[
        str,
        Field(min_length=1, max_length=2_000),
        Ask(
            label=N_("Sentence"),
            question=N_("How is it told in the report? The link to where it comes from stays."),
        ),
    ]


class ChapterForm(_Form):
    """A chapter gets its heading and its analysis."""

    title: Annotated[
        str, Field(min_length=1, max_length=200), Ask(label=N_("Heading"), question=N_("What is the chapter called?"))
    ]
    text: Annotated[
        Words,
        Ask(
            label=N_("Analysis"),
            question=N_("What do you make of it? This stands before the list."),
            widget="prose",
        ),
    ] = ""


# By the kind of block, what is asked when it is written in.
FORMS: dict[str, type[BaseModel]] = {
    Memorandum.name: Memorandum,
    Chapter.name: ChapterForm,
    Finding.name: SentenceForm,
    Passage.name: Passage,
}
