"""Three plain questions that help to find an activity's level in the pyramid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.roadmap.kinds.choices import Level

YesOrNo = Literal["yes", "no"]
_ANSWERS: Mapping[str, str] = {"yes": N_("Yes"), "no": N_("No")}


class Questions(BaseModel):
    """Answers to the three questions."""

    model_config = ConfigDict(frozen=True)

    ground: Annotated[
        YesOrNo,
        Ask(
            label=N_("Does it give others something to build on?"),
            question=N_("Such as knowledge, premises, networks or a way of working that many will use later."),
            widget="radios",
            choices=_ANSWERS,
        ),
    ]
    more: Annotated[
        YesOrNo,
        Ask(
            label=N_("Does it bring in actors or trades that were not part of it before?"),
            question=N_("Such as companies from another line of business, or more parts of the county."),
            widget="radios",
            choices=_ANSWERS,
        ),
    ]
    best: Annotated[
        YesOrNo,
        Ask(
            label=N_("Does it make what you are already good at outstanding?"),
            question=N_("Such that people from outside the county come here to learn, buy or take part."),
            widget="radios",
            choices=_ANSWERS,
        ),
    ]


@dataclass(frozen=True)
class Advice:
    """The level that the answers point at, with the reason; other levels that it has something of come after."""

    level: Level
    reason: Sentence
    also: Sequence[Level]


def advise(answers: Questions) -> Advice | None:
    """Where the activity seems to belong: the highest level that it reaches. None when no answer was yes."""
    reached = [
        level
        for level, answer in ((Level.PEAK, answers.best), (Level.BREADTH, answers.more), (Level.BASE, answers.ground))
        if answer == "yes"
    ]
    return Advice(reached[0], _reason(reached[0]), reached[1:]) if reached else None


def _reason(level: Level) -> Sentence:
    match level:
        case Level.PEAK:
            return say("It sharpens what the county is best at, and that is the peak.")
        case Level.BREADTH:
            return say("It brings in more actors, and that is breadth.")
        case Level.BASE:
            return say("It lays ground that others build on, and that is the base.")
