"""A part of the strength area with needs and challenges of its own."""

from typing import Annotated, ClassVar

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.fields import ProseText, TitleLine


class SubArea(Kind):
    """Needs, goals and activities may lie under it."""

    name: ClassVar[str] = "sub_area"
    label: ClassVar[str] = N_("Sub-area")
    plural: ClassVar[str] = N_("Sub-areas")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        TitleLine, Ask(label=N_("Name"), question=N_("What is this part of the area called?"), example=N_("Food"))
    ]
    text: Annotated[
        ProseText,
        Ask(
            label=N_("What it covers"),
            question=N_("What belongs here, and what sets it apart from the rest of the area?"),
            example=N_("From farm and reindeer herding to small-scale refining and sales."),
            widget="prose",
        ),
    ] = ""
