"""What is to be reached."""

from typing import Annotated, ClassVar

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.choices import GoalType, choices
from roadmaps.roadmap.kinds.fields import ProseText, Reference, References, StrategyElements, TitleLine, Year


class Goal(Kind):
    """A goal says what is to be reached, by when, why, and what in the regional development strategy it serves."""

    name: ClassVar[str] = "goal"
    label: ClassVar[str] = N_("Goal")
    plural: ClassVar[str] = N_("Goals")
    parents: ClassVar[tuple[str, ...]] = (TOP, "sub_area")

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("The goal in one line"),
            question=N_("What will be true when the goal is reached?"),
            example=N_("Twice as many companies refine raw materials within the county"),
        ),
    ]
    goal_type: Annotated[
        GoalType,
        Ask(
            label=N_("Kind of goal"),
            question=N_("Is it reached step by step, or does it change how things work?"),
            widget="radios",
            choices=choices(GoalType),
        ),
    ] = GoalType.LONG_TERM
    horizon: Annotated[Year, Ask(label=N_("Horizon"), question=N_("By which year?"), example="2030", widget="year")] = (
        None
    )
    text: Annotated[
        ProseText,
        Ask(
            label=N_("What it means"),
            question=N_("How would you explain the goal to somebody who has not been part of the work?"),
            example=N_("Say what is included, and what is not."),
            widget="prose",
        ),
    ] = ""
    rationale: Annotated[
        ProseText,
        Ask(
            label=N_("Why this goal"),
            question=N_("Why this goal, and not another?"),
            example=N_("The knowledge is here, the demand is growing, and nobody else does it."),
            widget="prose",
        ),
    ] = ""
    strategy: Annotated[
        StrategyElements,
        Ask(
            label=N_("Serves in the regional development strategy"),
            question=N_("Which parts of the strategy “Jämtlands län 2050” does it serve?"),
            widget="strategy",
        ),
    ] = []
    serves: Annotated[
        ProseText,
        Ask(
            label=N_("How it serves the strategy"),
            question=N_("In what way does the goal bring the county closer to that?"),
            example=N_("The target picture of a county that lives off its own resources."),
            widget="prose",
        ),
    ] = ""
    part_of: Annotated[
        Reference,
        Ask(
            label=N_("Part of the goal"),
            question=N_("Is it a step on the way to a larger goal?"),
            widget="reference",
            refers_to=("goal",),
        ),
    ] = None
    answers: Annotated[
        References,
        Ask(
            label=N_("Answers the needs"),
            question=N_("Which needs does it answer?"),
            widget="references",
            refers_to=("need",),
        ),
    ] = []
