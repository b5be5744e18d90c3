"""The forms of this room. What a field asks, and what is wrong with an answer, comes from here."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.moderation.models import FlagOutcome, FlagReason

Words = Annotated[str, StringConstraints(strip_whitespace=True)]
Needed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
LastDay = Annotated[date, Ask(label=N_("Last day"), question=N_("It ends by itself."), widget="date")]
MuteReason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Ask(label=N_("Why"), question=N_("The person is told. It is never public."), widget="prose"),
]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class FlagForm(_Form):
    """Asking those who lead to look at something."""

    reason: Annotated[FlagReason, Ask(label=N_("What is wrong?"), widget="radios")]
    words: Annotated[
        Words,
        Ask(
            label=N_("In your own words"),
            question=N_("What should those who lead the area know? Only they read it."),
            widget="prose",
        ),
    ] = ""


class FlagAnswerForm(_Form):
    """Answering all flags on one thing."""

    outcome: Annotated[FlagOutcome, Ask(label=N_("What became of it"), widget="radios")]
    answer: Annotated[
        Needed,
        Ask(
            label=N_("Your answer"),
            question=N_("Those who flagged it read this. What is hidden shows it to everyone, as the reason."),
            widget="prose",
        ),
    ]


class AppealForm(_Form):
    """Asking for a second look at a hidden comment."""

    words: Annotated[
        Needed,
        Ask(
            label=N_("Why should it be read?"),
            question=N_("Somebody else than who hid it reads this, and answers."),
            widget="prose",
        ),
    ]


class AppealAnswerForm(_Form):
    """Answering an appeal."""

    outcome: Annotated[str, Ask(label=N_("What became of it"), widget="radios")]
    answer: Annotated[
        Needed,
        Ask(label=N_("Why"), question=N_("The author and everyone who reads the public log see it."), widget="prose"),
    ]


class MuteForm(_Form):
    """Keeping a person from writing for a time."""

    until_on: LastDay
    reason: MuteReason


class AreaMuteForm(_Form):
    """The same in one area, where the person is chosen among those who take part."""

    person_id: Annotated[UUID, Ask(label=N_("Person"), widget="select")]
    until_on: LastDay
    reason: MuteReason


class DeclineForm(_Form):
    """Not releasing what somebody new has written."""

    reason: Annotated[
        Needed,
        Ask(label=N_("Why is it not released?"), question=N_("The author is told."), widget="prose"),
    ]
