"""Where one goal stands in the way of another."""

from typing import Annotated, ClassVar

from pydantic import Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.choices import ConflictState, choices
from roadmaps.roadmap.kinds.fields import ProseText, References, ShortLine, TitleLine


class GoalConflict(Kind):
    """Made visible, with how it is handled; the other side may lie outside the roadmap."""

    name: ClassVar[str] = "goal_conflict"
    label: ClassVar[str] = N_("Goal conflict")
    plural: ClassVar[str] = N_("Goal conflicts")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("The conflict in one line"),
            question=N_("What stands against what?"),
            example=N_("More visitors against quiet grazing land"),
        ),
    ]
    between: Annotated[
        References,
        Field(max_length=20),
        Ask(
            label=N_("Between the goals"),
            question=N_("Which of the roadmap's goals are part of it?"),
            widget="references",
            refers_to=("goal",),
        ),
    ] = []
    against: Annotated[
        ShortLine,
        Ask(
            label=N_("Against"),
            question=N_("Is there something outside the roadmap on the other side?"),
            example=N_("The national target for wind power"),
        ),
    ] = ""
    text: Annotated[
        ProseText,
        Ask(
            label=N_("What the conflict is"),
            question=N_("What happens to the one when the other succeeds, and who notices?"),
            example=N_("Describe it without taking sides."),
            widget="prose",
        ),
    ] = ""
    handling: Annotated[
        ProseText,
        Ask(
            label=N_("How it is handled"),
            question=N_("What has been done or agreed? To live with it is an answer."),
            example=N_("Consultation with the Sámi villages before each decision on routes."),
            widget="prose",
        ),
    ] = ""
    state: Annotated[
        ConflictState,
        Ask(label=N_("State"), question=N_("How does it stand?"), widget="radios", choices=choices(ConflictState)),
    ] = ConflictState.OPEN
