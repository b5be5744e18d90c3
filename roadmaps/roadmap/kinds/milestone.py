"""A dated criterion within an activity."""

from typing import Annotated, ClassVar

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.kinds.fields import PlanDate, ShortLine, TitleLine


class Milestone(Kind):
    """Something that one can say has happened or not."""

    name: ClassVar[str] = "milestone"
    label: ClassVar[str] = N_("Milestone")
    plural: ClassVar[str] = N_("Milestones")
    parents: ClassVar[tuple[str, ...]] = ("activity",)

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("The milestone in one line"),
            question=N_("What will have happened?"),
            example=N_("The first course has been held"),
        ),
    ]
    due: Annotated[
        PlanDate, Ask(label=N_("Due"), question=N_("By when?"), example="2026-11", widget="partial_date")
    ] = None
    criterion: Annotated[
        ShortLine,
        Ask(
            label=N_("How one can tell"),
            question=N_("How can one tell that it is reached?"),
            example=N_("At least fifteen participants have finished"),
        ),
    ] = ""
    is_reached: Annotated[bool, Ask(label=N_("Reached"), question=N_("Has it happened?"), widget="checkbox")] = False
