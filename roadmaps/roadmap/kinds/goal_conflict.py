"""Where one goal stands in the way of another."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.choices import ConflictState, ConflictType, choices
from roadmaps.roadmap.kinds.fields import (
    Optional,
    OrganisationId,
    PlanDate,
    ProseText,
    References,
    ShortLine,
    TitleLine,
)


class GoalConflict(Kind):
    """Made visible, with how it is handled; the other side may lie in another area's roadmap, or outside of all."""

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
    elsewhere: Annotated[
        list[UUID],
        Field(max_length=20),
        Ask(
            label=N_("And goals in other areas"),
            question=N_("Which goals in the roadmaps of other areas are part of it?"),
            widget="goals_elsewhere",
        ),
    ] = []
    against: Annotated[
        ShortLine,
        Ask(
            label=N_("Against"),
            question=N_("Is there something outside the roadmaps on the other side?"),
            example=N_("The national target for wind power"),
        ),
    ] = ""
    conflict_type: Annotated[
        ConflictType | None,
        Optional,
        Ask(
            label=N_("What it is about"),
            question=N_("What do the two sides contend for?"),
            widget="select",
            choices=choices(ConflictType),
        ),
    ] = None
    text: Annotated[
        ProseText,
        Ask(
            label=N_("What the conflict is"),
            question=N_("What happens to the one when the other succeeds, and who notices?"),
            example=N_("Describe it without taking sides."),
            widget="prose",
        ),
    ] = ""
    evidence: Annotated[
        ProseText,
        Ask(
            label=N_("How we know"),
            question=N_("Which figures, studies or experiences show the conflict?"),
            example=N_("Counts of visitors 2019–2024, and what the Sámi villages told in the consultation."),
            widget="prose",
        ),
    ] = ""
    alternatives: Annotated[
        ProseText,
        Ask(
            label=N_("Alternatives"),
            question=N_("Which ways forward are there, and what does each cost the other side?"),
            example=N_("Lead visitors to certain routes; close some routes for some weeks; leave it as it is."),
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
    owner: Annotated[
        OrganisationId,
        Ask(
            label=N_("Owner"),
            question=N_("Which organisation sees to it that the conflict is looked at again?"),
            widget="organisation",
        ),
    ] = None
    next_review: Annotated[
        PlanDate,
        Ask(
            label=N_("Next review"),
            question=N_("When is it looked at again?"),
            example="2027-Q1",
            widget="partial_date",
        ),
    ] = None
