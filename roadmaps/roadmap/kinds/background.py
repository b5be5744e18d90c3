"""What the roadmap builds on."""

from typing import Annotated, ClassVar

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.fields import ProseText, TitleLine


class Background(Kind):
    """A passage of background: how things stand, what was decided, what the evidence says."""

    name: ClassVar[str] = "background"
    label: ClassVar[str] = N_("Background")
    plural: ClassVar[str] = N_("Background")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        TitleLine,
        Ask(label=N_("Heading"), question=N_("What is the passage about?"), example=N_("Where we stand today")),
    ]
    text: Annotated[
        ProseText,
        Ask(
            label=N_("Text"),
            question=N_("What does a reader need to know, and where does the knowledge come from?"),
            example=N_("Name the source: a report, a figure with its year, a decision."),
            widget="prose",
        ),
    ] = ""
