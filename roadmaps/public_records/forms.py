"""The forms of this room."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.public_records.words import Naming

Line = Annotated[str, Field(max_length=200)]
Rule = Annotated[str, Field(max_length=500)]
_RULE = N_("By which chapter and section?")
_EXAMPLE = N_("Chapter 21, section 7 of the act on publicity and secrecy (OSL)")


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class RequestForm(_Form):
    """What is asked for."""

    first_on: Annotated[date, Ask(label=N_("From"), question=N_("Which is the first day?"), widget="date")]
    last_on: Annotated[date, Ask(label=N_("Until"), question=N_("Which is the last day?"), widget="date")]
    asked_for: Annotated[
        str,
        Field(max_length=2_000),
        Ask(
            label=N_("What is asked for"),
            question=N_("In a few words. Do not write who asks, or why: nobody has to say."),
            widget="prose",
        ),
    ] = ""
    registry_number: Annotated[
        Line, Ask(label=N_("Registry number"), question=N_("Under which number is it in the registry, if it has one?"))
    ] = ""
    naming: Annotated[
        Naming,
        Ask(
            label=N_("Names of those who wrote"),
            question=N_("Are their names given out? On the site the public sees organisations and functions only."),
            widget="radios",
        ),
    ]
    naming_ground: Annotated[
        Rule,
        Ask(
            label=N_("Rule for leaving out names"),
            question=N_("Only when names are not given out. By which chapter and section?"),
            example=_EXAMPLE,
        ),
    ] = ""
    language: Annotated[
        Literal["sv", "en"],
        Ask(
            label=N_("Language"),
            question=N_("In which language is the list written? What people wrote stays as it is."),
            widget="radios",
            choices={"sv": N_("Swedish"), "en": N_("English")},
        ),
    ] = "sv"


class ThingForm(_Form):
    """Whether one thing is given out."""

    answer: Annotated[
        Literal["given_out", "withheld"],
        Ask(
            label=N_("Is it given out?"),
            question=N_("Words that are masked are taken out of it in any case."),
            widget="radios",
            choices={"given_out": N_("It is given out"), "withheld": N_("It is not given out")},
        ),
    ]
    ground: Annotated[
        Rule,
        Ask(
            label=N_("Rule"),
            question=N_("Only when it is not given out. By which chapter and section?"),
            example=_EXAMPLE,
        ),
    ] = ""


class MaskForm(_Form):
    """Words that are taken out."""

    passages: Annotated[
        str,
        Field(max_length=20_000),
        Ask(
            label=N_("Words to take out"),
            question=N_("One passage a line, copied as it stands. It is taken out however it is spaced and written."),
            widget="prose",
        ),
    ] = ""
    ground: Annotated[Rule, Ask(label=N_("Rule"), question=_RULE, example=_EXAMPLE)]


class DecisionForm(_Form):
    """The decision."""

    signed_by: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Decided by"),
            question=N_("Who decides, by name and function?"),
            example=N_("Maja Sundin, head of regional development"),
        ),
    ]
    registry_number: Annotated[
        Line, Ask(label=N_("Registry number"), question=N_("Under which number is the decision in the registry?"))
    ] = ""
    reasons: Annotated[
        str,
        Field(max_length=5_000),
        Ask(
            label=N_("Reasons"),
            question=N_("What has the one who asked to know, besides the rules that were named?"),
            widget="prose",
        ),
    ] = ""
