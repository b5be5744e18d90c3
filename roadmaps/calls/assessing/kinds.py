"""What those who lead an area write on a sheet."""

from typing import Annotated, ClassVar

from pydantic import Field

from roadmaps.calls.words import Standpoint
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind, KindTable
from roadmaps.roadmap.kinds.fields import Optional

Words = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=200)]


class Judgement(Kind):
    """What the application is worth to the roadmap, and why."""

    name: ClassVar[str] = "judgement"
    label: ClassVar[str] = N_("Judgement")
    plural: ClassVar[str] = N_("Judgements")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    standpoint: Annotated[
        Standpoint | None,
        Optional,
        Ask(
            label=N_("Standpoint"),
            question=N_("Does the application fit the roadmap?"),
            widget="radios",
            choices={str(one): one.label for one in Standpoint},
        ),
    ] = None
    text: Annotated[
        Words,
        Ask(
            label=N_("Judgement"),
            question=N_("What is the application worth to the roadmap, and why?"),
            example=N_("It is the only activity that serves the goal of refining more within the county."),
            widget="prose",
        ),
    ] = ""
    conditions: Annotated[
        Words,
        Ask(
            label=N_("Conditions and advice"),
            question=N_("What should be true before it is paid for, and what should the applicant think of?"),
            example=N_("The Sámi villages are asked before the places are chosen."),
            widget="prose",
        ),
    ] = ""
    on_conflicts: Annotated[
        Words,
        Ask(
            label=N_("On the goal conflicts"),
            question=N_("Does the application make any of the goal conflicts harder or easier to live with?"),
            widget="prose",
        ),
    ] = ""
    on_likes: Annotated[
        Words,
        Ask(
            label=N_("On similar activities"),
            question=N_("Is the same done twice, or do they go well together?"),
            widget="prose",
        ),
    ] = ""
    registry_number: Annotated[
        Line,
        Ask(
            label=N_("Registry number"),
            question=N_("Under which number is it in the registry?"),
            example="RUN/12/2026",
        ),
    ] = ""
    title: Annotated[Line, Ask(label=N_("Title"), widget="hidden")] = ""


SHEET = KindTable([Judgement])
