"""The one kind of block that the glossary is made of."""

from typing import Annotated, ClassVar

from pydantic import Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind

Line = Annotated[str, Field(max_length=200)]


class Term(Kind):
    """A word of the field, explained in plain language, in Swedish and in English."""

    name: ClassVar[str] = "term"
    label: ClassVar[str] = N_("Term")
    plural: ClassVar[str] = N_("Terms")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Term"), question=N_("Which word or expression is explained?"), example="styrkeområde"),
    ]
    synonyms: Annotated[
        Line, Ask(label=N_("Also called"), question=N_("Does it go by other names? Put commas between."), example="S3")
    ] = ""
    text: Annotated[
        str,
        Field(min_length=1, max_length=5_000),
        Ask(
            label=N_("Meaning"),
            question=N_("What does it mean, in words that a newcomer understands?"),
            example=N_("A broad area in which the county is strong and wants to grow."),
            widget="prose",
        ),
    ]
    local: Annotated[
        str,
        Field(max_length=5_000),
        Ask(
            label=N_("Here in the county"),
            question=N_("Does the county mean something of its own by it, or has it agreed on a definition?"),
            widget="prose",
        ),
    ] = ""
    example: Annotated[
        str,
        Field(max_length=2_000),
        Ask(label=N_("Example"), question=N_("How is it used here in the county?"), widget="prose"),
    ] = ""
    origin: Annotated[
        Line, Ask(label=N_("Origin"), question=N_("Where does the definition come from?"), example="RUN/430/2018")
    ] = ""
    title_en: Annotated[
        Line, Ask(label=N_("Term in English"), question=N_("What is it called in English?"), example="strength area")
    ] = ""
    synonyms_en: Annotated[
        Line,
        Ask(
            label=N_("Also called in English"),
            question=N_("Does it go by other names in English? Put commas between."),
        ),
    ] = ""
    text_en: Annotated[
        str,
        Field(max_length=5_000),
        Ask(label=N_("Meaning in English"), question=N_("What does it mean, told in English?"), widget="prose"),
    ] = ""
    local_en: Annotated[
        str,
        Field(max_length=5_000),
        Ask(
            label=N_("Here in the county, in English"),
            question=N_("What does the county mean by it, told in English?"),
            widget="prose",
        ),
    ] = ""
    example_en: Annotated[
        str,
        Field(max_length=2_000),
        Ask(label=N_("Example in English"), question=N_("How is it used here, told in English?"), widget="prose"),
    ] = ""
