"""The forms of this room."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.six_steps.steps import Turn

Words = Annotated[str, Field(min_length=1, max_length=2_000)]
MaybeDay = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class LapForm(_Form):
    """A lap is begun."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=120),
        Ask(label=N_("Name"), question=N_("What is the lap called?"), example=N_("Towards 2028")),
    ]
    began_on: Annotated[date, Ask(label=N_("Begins"), question=N_("From which day does it count?"), widget="date")]
    reason: Annotated[
        Words,
        Ask(
            label=N_("Why"),
            question=N_("Why is it begun now, and what is it to lead to?"),
            example=N_("The adopted roadmap is carried out. Now we look at what has changed around it."),
            widget="prose",
        ),
    ]


class MarkForm(_Form):
    """A step is told of."""

    turn: Annotated[
        Turn,
        Ask(
            label=N_("What is there to tell?"),
            question=N_("Steps may overlap, and one that was finished may be taken up again."),
            widget="radios",
            choices={
                Turn.BEGUN: N_("We have begun"),
                Turn.FINISHED: N_("We are finished"),
                Turn.TAKEN_UP: N_("We have taken it up again"),
                Turn.NOTED: N_("Something else: what is done, or what comes next"),
            },
        ),
    ]
    lap: Annotated[int, Field(ge=1, le=1_000), Ask(label=N_("Lap"), question=N_("In which lap?"), widget="select")]
    told_on: Annotated[date, Ask(label=N_("Day"), question=N_("From which day?"), widget="date")]
    words: Annotated[
        Words,
        Ask(
            label=N_("In words"),
            question=N_("What was done, or why, so that somebody who was not there understands it?"),
            example=N_("The needs from the open meeting and the pulse have been put together into eight."),
            widget="prose",
        ),
    ]
    next_step: Annotated[
        str,
        Field(max_length=500),
        Ask(label=N_("What comes next"), question=N_("What happens next in this step?")),
    ] = ""
    next_on: Annotated[
        MaybeDay, Ask(label=N_("Day of what comes next"), question=N_("On which day, if one is known?"), widget="date")
    ] = None


class TakingBackForm(_Form):
    """What was told wrongly is taken back."""

    reason: Annotated[
        Words,
        Ask(
            label=N_("Why"),
            question=N_("Why does it not count any more? What was told stays to be read, with this beside it."),
            widget="prose",
        ),
    ]
