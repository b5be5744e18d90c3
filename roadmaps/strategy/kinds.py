"""The one kind of block that the regional development strategy is made of here."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.partial_dates import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind

Line = Annotated[str, Field(max_length=200)]


class ElementType(StrEnum):
    """What sort of statement of the strategy it is, from the most distant to the nearest."""

    TARGET_PICTURE = "target_picture"
    GOAL = "goal"
    PRIORITY = "priority"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            ElementType.TARGET_PICTURE: N_("Target picture"),
            ElementType.GOAL: N_("Strategy goal"),
            ElementType.PRIORITY: N_("Priority"),
        }[self]


class StrategyElement(Kind):
    """A statement of the strategy that goals of the roadmaps may serve: where to be, what to reach, what to put first."""

    name: ClassVar[str] = "strategy_element"
    label: ClassVar[str] = N_("Part of the strategy")
    plural: ClassVar[str] = N_("Parts of the strategy")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("In one line"), question=N_("What does the strategy say, in its own words if they are short?")),
    ]
    title_en: Annotated[Line, Ask(label=N_("In English"), question=N_("The same line in English"))] = ""
    element_type: Annotated[
        ElementType,
        Ask(
            label=N_("Sort"),
            question=N_("Is it a picture of where the county is going, a goal, or what comes first?"),
            widget="radios",
            choices={str(one): one.label for one in ElementType},
        ),
    ] = ElementType.PRIORITY
    year: Annotated[
        Annotated[int, Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)] | None,
        BeforeValidator(lambda value: value or None),
        Ask(label=N_("Year"), question=N_("Which year is it for?"), example="2050", widget="year"),
    ] = None
    text: Annotated[
        str,
        Field(max_length=5_000),
        Ask(
            label=N_("What it means"),
            question=N_("How would you explain it to somebody who has not read the strategy?"),
            widget="prose",
        ),
    ] = ""
    source: Annotated[
        Line,
        Ask(label=N_("Source"), question=N_("Where does it stand?"), example=N_("RUN/515/2018, chapter 3")),
    ] = ""
