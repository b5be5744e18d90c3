"""Which actor has which part in an activity."""

from typing import Annotated, ClassVar
from uuid import UUID

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.kinds.choices import Answer, Part, choices
from roadmaps.roadmap.kinds.fields import ShortLine


class Responsibility(Kind):
    """One organisation's part in one activity. That only one leads is held by the rules of the roadmap.

    To lead is proposed until somebody of the organisation has answered; `roadmaps.roadmap.responsibilities` keeps the
    answer, and no form sends it.
    """

    name: ClassVar[str] = "responsibility"
    label: ClassVar[str] = N_("Responsibility")
    plural: ClassVar[str] = N_("Responsibilities")
    parents: ClassVar[tuple[str, ...]] = ("activity",)
    title_field: ClassVar[str] = "organisation_name"

    organisation: Annotated[
        UUID, Ask(label=N_("Organisation"), question=N_("Which organisation?"), widget="organisation")
    ]
    organisation_name: Annotated[ShortLine, Ask(label=N_("Name when written"), widget="hidden")] = ""
    part: Annotated[
        Part, Ask(label=N_("Part"), question=N_("What part does it have?"), widget="radios", choices=choices(Part))
    ] = Part.TAKES_PART
    note: Annotated[
        ShortLine,
        Ask(
            label=N_("What it does"),
            question=N_("What exactly does it answer for?"),
            example=N_("Holds the course and follows up the participants"),
        ),
    ] = ""
    answer: Annotated[Answer, Ask(label=N_("The organisation's answer"), widget="hidden", choices=choices(Answer))] = (
        Answer.PROPOSED
    )
    answer_note: Annotated[ShortLine, Ask(label=N_("What it said to that"), widget="hidden")] = ""
