"""What a report is made of: its frame as a memorandum, chapters, what was found, what is written between, and remarks."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.prose.cleaning import may_lead_there
from roadmaps.foundation.sentences import N_, say
from roadmaps.revisions.kinds import TOP, Kind, KindTable


def _page_of_ours(address: str) -> str:
    """It is written by the draft; a form that sends another one leads nobody away."""
    if address and not (address.startswith("/") and may_lead_there(address)):
        raise Fault(say("Write the address of a page of this site, such as /areas."))
    return address


Line = Annotated[str, Field(max_length=200)]
PageOfOurs = Annotated[Line, AfterValidator(_page_of_ours)]
Words = Annotated[str, Field(max_length=20_000)]


class Subject(StrEnum):
    """What a chapter is about, in the order of the region's own reports."""

    CARRIED_OUT = "carried_out"
    OUTCOME = "outcome"
    INDICATORS = "indicators"
    CHANGES = "changes"
    DIALOGUE = "dialogue"
    LEADS = "leads"
    CONFLICTS = "conflicts"
    DECISIONS = "decisions"
    AHEAD = "ahead"

    @property
    def is_table(self) -> bool:
        """Whether what was found is best read beside what was before."""
        return self in {Subject.OUTCOME, Subject.INDICATORS}


class Memorandum(Kind):
    """The frame of an official letter to those who decide."""

    name: ClassVar[str] = "memorandum"
    label: ClassVar[str] = N_("Memorandum")
    plural: ClassVar[str] = N_("Memoranda")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Title"), question=N_("What is the report called?")),
    ]
    to: Annotated[Line, Ask(label=N_("To"), question=N_("Who is it for?"), example="Regionala utvecklingsnämnden")] = ""
    registry_number: Annotated[
        Line,
        Ask(
            label=N_("Registry number"),
            question=N_("Under which number is it in the registry?"),
            example="RUN/12/2026",
        ),
    ] = ""
    text: Annotated[
        Words,
        Ask(
            label=N_("The matter"),
            question=N_("What is it about, and why does it come up now?"),
            widget="prose",
        ),
    ] = ""
    proposal: Annotated[
        Words,
        Ask(
            label=N_("Proposal"),
            question=N_("What are they asked to decide?"),
            example=N_("The board takes note of the report."),
            widget="prose",
        ),
    ] = ""


class Chapter(Kind):
    """A part of the report. What is written in it stands before what was found."""

    name: ClassVar[str] = "chapter"
    label: ClassVar[str] = N_("Chapter")
    plural: ClassVar[str] = N_("Chapters")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Heading"), question=N_("What is the chapter called?")),
    ]
    text: Annotated[
        Words,
        Ask(
            label=N_("Analysis"),
            question=N_("What do you make of it? This stands before the list."),
            widget="prose",
        ),
    ] = ""
    is_included: Annotated[bool, Ask(label=N_("Part of the report"), widget="checkbox")] = True
    subject: Annotated[str, Field(max_length=40), Ask(label=N_("What it is about"), widget="hidden")] = ""


class Finding(Kind):
    """Something that happened, found in the records. `told` is the sentence as it was drafted, to know it untouched by."""

    name: ClassVar[str] = "finding"
    label: ClassVar[str] = N_("What was found")
    plural: ClassVar[str] = N_("What was found")
    parents: ClassVar[tuple[str, ...]] = ("chapter",)
    title_field: ClassVar[str] = "sentence"

    sentence: Annotated[
        str,
        Field(min_length=1, max_length=2_000),
        Ask(label=N_("Sentence"), question=N_("How is it told in the report?")),
    ]
    thing: Annotated[Line, Ask(label=N_("What it is about"), widget="hidden")] = ""
    before: Annotated[Line, Ask(label=N_("Before"), widget="hidden")] = ""
    after: Annotated[Line, Ask(label=N_("Now"), widget="hidden")] = ""
    area: Annotated[Line, Ask(label=N_("Strength area"), widget="hidden")] = ""
    record: Annotated[PageOfOurs, Ask(label=N_("Record"), widget="hidden")] = ""
    source: Annotated[Line, Ask(label=N_("Source"), widget="hidden")] = ""
    told: Annotated[str, Field(max_length=2_000), Ask(label=N_("As drafted"), widget="hidden")] = ""
    is_included: Annotated[bool, Ask(label=N_("Part of the report"), widget="checkbox")] = True


class Passage(Kind):
    """What the writer says between the findings."""

    name: ClassVar[str] = "passage"
    label: ClassVar[str] = N_("Passage")
    plural: ClassVar[str] = N_("Passages")
    parents: ClassVar[tuple[str, ...]] = ("chapter",)
    title_field: ClassVar[str] = "text"

    text: Annotated[
        str,
        Field(min_length=1, max_length=20_000),
        Ask(label=N_("Text"), question=N_("What do you want to say here?"), widget="prose"),
    ]


class Remark(Kind):
    """What somebody who helps with the draft says about a chapter. Never part of what is printed."""

    name: ClassVar[str] = "remark"
    label: ClassVar[str] = N_("Comment")
    plural: ClassVar[str] = N_("Comments")
    parents: ClassVar[tuple[str, ...]] = ("chapter",)
    title_field: ClassVar[str] = "text"

    text: Annotated[
        str,
        Field(min_length=1, max_length=5_000),
        Ask(label=N_("Comment"), question=N_("What should the writers think of?"), widget="prose"),
    ]


REPORT = KindTable([Memorandum, Chapter, Finding, Passage, Remark])
