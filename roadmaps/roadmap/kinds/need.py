"""What the area lacks, or finds hard."""

from typing import Annotated, ClassVar

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.choices import NeedType, choices
from roadmaps.roadmap.kinds.fields import ProseText, ShortLine, TitleLine


class Need(Kind):
    """A need or a challenge that goals answer."""

    name: ClassVar[str] = "need"
    label: ClassVar[str] = N_("Need")
    plural: ClassVar[str] = N_("Needs and challenges")
    parents: ClassVar[tuple[str, ...]] = (TOP, "sub_area")

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("The need in one line"),
            question=N_("What is lacking, or hard?"),
            example=N_("Small companies lack somewhere to refine their raw materials"),
        ),
    ]
    need_type: Annotated[
        NeedType,
        Ask(
            label=N_("Sort"),
            question=N_("Is something lacking, or is something hard?"),
            widget="radios",
            choices=choices(NeedType),
        ),
    ] = NeedType.NEED
    text: Annotated[
        ProseText,
        Ask(
            label=N_("More about it"),
            question=N_("Who has the need, how is it noticed, and what happens if nothing is done?"),
            example=N_("Describe it as those who live with it would."),
            widget="prose",
        ),
    ] = ""
    source: Annotated[
        ShortLine,
        Ask(
            label=N_("Source"),
            question=N_("How do you know?"),
            example=N_("Interviews with twelve companies, spring 2025"),
        ),
    ] = ""
