"""The forms of this room that are not about a block."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.partial_dates import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.phases import Phase

Words = Annotated[str, Field(max_length=2_000)]
PeriodYear = Annotated[int, Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)]
MaybeDay = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class PhaseForm(_Form):
    """The roadmap goes to another state."""

    phase: Annotated[Phase, Ask(label=N_("State"), question=N_("What state is the roadmap in?"), widget="radios")]
    since: Annotated[date, Ask(label=N_("Since"), question=N_("From which day?"), widget="date")]
    reason: Annotated[
        Words,
        Ask(
            label=N_("Why"),
            question=N_("Why is it in this state? Everyone who reads the roadmap sees it."),
            example=N_("The goals are ready, and the actors are to have their say."),
        ),
    ]
    decision: Annotated[
        Words,
        Ask(
            label=N_("Decision"),
            question=N_("Has somebody decided it? Say who, when, and where the decision can be read."),
            example=N_("Regional development board, 12 March 2026, § 34, RUN/12/2026"),
        ),
    ] = ""
    next_step: Annotated[
        Words,
        Ask(
            label=N_("What happens next"),
            question=N_("What is the next step, and who takes it? Only a closed roadmap has none."),
            example=N_("Open meeting about the goals."),
        ),
    ] = ""
    next_on: Annotated[
        MaybeDay,
        Ask(
            label=N_("When"),
            question=N_("Is there a day for the next step? For a pause: when is it looked at again?"),
            widget="date",
        ),
    ] = None


class LockForm(_Form):
    """A block, a section or the whole roadmap is kept as it is."""

    reason: Annotated[
        Words,
        Ask(
            label=N_("Why"),
            question=N_("Why is it locked? Everyone who reads the roadmap sees it."),
            example=N_("The text is before the board and must not change until the decision."),
        ),
    ]
    until_on: Annotated[
        MaybeDay,
        Ask(label=N_("Last day"), question=N_("Empty: until somebody lifts the lock."), widget="date"),
    ] = None


class PeriodForm(_Form):
    """The years that the roadmap is for."""

    period_from: Annotated[PeriodYear, Ask(label=N_("First year"), example="2021", widget="year")]
    period_to: Annotated[PeriodYear, Ask(label=N_("Last year"), example="2027", widget="year")]
