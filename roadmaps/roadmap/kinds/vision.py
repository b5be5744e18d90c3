"""Where the area wants to be."""

from typing import Annotated, ClassVar

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.fields import ProseText, TitleLine, Year


class Vision(Kind):
    """A picture of the area some years from now, in words that its actors stand behind."""

    name: ClassVar[str] = "vision"
    label: ClassVar[str] = N_("Vision")
    plural: ClassVar[str] = N_("Vision")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("Vision in one line"),
            question=N_("If one sentence were left, which would it be?"),
            example=N_("In 2035 the county refines more of what its land gives."),
        ),
    ]
    year: Annotated[
        Year, Ask(label=N_("Year"), question=N_("Which year does the picture show?"), example="2035", widget="year")
    ] = None
    text: Annotated[
        ProseText,
        Ask(
            label=N_("The picture"),
            question=N_("What does one see, hear and do in the county when you have succeeded?"),
            example=N_("Describe an ordinary day: who works with what, and for whom."),
            widget="prose",
        ),
    ] = ""
