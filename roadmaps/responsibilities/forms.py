"""The forms of this room."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.responsibilities.models import PartAnswer, StatusAnswer
from roadmaps.responsibilities.rounds import INTERVALS

Line = Annotated[str, Field(max_length=200)]
_CHOICES = {str(months): label for months, label in INTERVALS.items()}


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class PartForm(_Form):
    """Whether an organisation takes the lead that was proposed. `activity` is the one that was shown."""

    answer: Annotated[PartAnswer, Ask(label=N_("Your answer"), widget="radios")]
    note: Annotated[
        Line,
        Ask(
            label=N_("In a line"),
            question=N_("Why not, or what do you need? Everyone who reads the roadmap sees it."),
            example=N_("We can lead it if somebody pays for the premises."),
        ),
    ] = ""
    activity: Annotated[UUID | None, Ask(label="", widget="hidden")] = None


class StatusForm(_Form):
    """How an activity goes."""

    answer: Annotated[StatusAnswer, Ask(label=N_("Your answer"), widget="radios")]
    note: Annotated[
        Line,
        Ask(
            label=N_("In a line"),
            question=N_("Why does it go as it does? Everyone who reads the roadmap sees it."),
            example=N_("The call opens in March, so the start moves by a quarter."),
        ),
    ] = ""


class IntervalForm(_Form):
    """How often the organisations of an area are asked."""

    months: Annotated[
        int,
        Ask(
            label=N_("How often"),
            question=N_("How often do you want the leading organisations to be asked how their activities go?"),
            widget="radios",
            choices=_CHOICES,
        ),
    ]
