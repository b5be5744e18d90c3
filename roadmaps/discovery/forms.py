"""What this room's forms ask for."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.accounts.models import Helix
from roadmaps.discovery.words import CandidateState, Sort
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.kinds.choices import Municipality, choices

LONGEST_LINE, LONGEST_WORDS = 200, 4_000
_Line = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]
_Words = Annotated[str, Field(max_length=LONGEST_WORDS)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class FindingForm(_Form):
    """What somebody with an account tells."""

    sort: Annotated[
        Sort,
        Ask(label=N_("What have you found?"), widget="radios", choices={one.value: one.meaning for one in Sort}),
    ]
    title: Annotated[
        _Line,
        Ask(
            label=N_("In one line"),
            question=N_("What is it, in a few words?"),
            example=N_("Small food companies lack somebody to drive their goods to the shops"),
        ),
    ]
    words: Annotated[
        _Words,
        Ask(
            label=N_("Tell more"),
            question=N_("What have you seen or heard? What would be different if something was done?"),
            widget="prose",
        ),
    ] = ""
    for_whom: Annotated[
        _Words,
        Ask(
            label=N_("For whom"),
            question=N_("Who would notice the difference?"),
            example=N_("Dairies with their own shop"),
        ),
    ] = ""
    municipality: Annotated[
        Municipality | None,
        Ask(
            label=N_("Where in the county"),
            question=N_("Leave it empty when it concerns the whole county."),
            widget="select",
            choices=choices(Municipality),
        ),
    ] = None


class OpenFindingForm(FindingForm):
    """What somebody without an account tells."""

    voice: Annotated[
        str,
        Field(max_length=LONGEST_LINE),
        Ask(
            label=N_("Organisation, or who you are"),
            question=N_("It is shown with what you tell. Do not write anybody's name."),
            example=N_("A village association in Ragunda"),
        ),
    ] = ""
    helix: Annotated[Helix | None, Ask(label=N_("You belong to"), widget="select")] = None
    email: Annotated[
        str,
        Field(max_length=254),
        Ask(
            label=N_("E-mail address"),
            question=N_(
                "If you want to be told what becomes of it. The address is shown to nobody and used for nothing else."
            ),
            widget="email",
        ),
    ] = ""


class TakenInForm(FindingForm):
    """What one who leads the area brings in from elsewhere, with who said it."""

    organisation: Annotated[
        UUID | None,
        Ask(
            label=N_("Who said it"), question=N_("The organisation, if it is one that is here."), widget="organisation"
        ),
    ] = None
    voice: Annotated[
        str,
        Field(max_length=LONGEST_LINE),
        Ask(label=N_("Or in other words"), question=N_("Such as “a visitor at the autumn market”. No person's name.")),
    ] = ""


class SettingAsideForm(_Form):
    """Why it is not shown."""

    reason: Annotated[
        _Words,
        Field(min_length=1),
        Ask(label=N_("Why is it set aside?"), question=N_("Whoever told of it can read your answer."), widget="prose"),
    ]


class PassingOnForm(_Form):
    """To which area."""

    area: Annotated[
        str,
        Field(min_length=1, max_length=100),
        Ask(label=N_("To which area?"), question=N_("Those who lead it read it first."), widget="radios"),
    ]


class CandidateForm(_Form):
    """How a candidate reads."""

    title: Annotated[
        _Line,
        Ask(
            label=N_("Name of the candidate"),
            question=N_("Such that one knows at once what it is about."),
            example=N_("Mountain and forest food"),
        ),
    ]
    what: Annotated[
        _Words,
        Field(min_length=1),
        Ask(label=N_("What"), question=N_("What would be done or reached?"), widget="prose"),
    ]
    why: Annotated[
        _Words, Ask(label=N_("Why"), question=N_("Why here, and why now? What do we know of it?"), widget="prose")
    ] = ""
    for_whom: Annotated[
        _Words, Ask(label=N_("For whom"), question=N_("Who would notice the difference?"), widget="prose")
    ] = ""
    sub_area: Annotated[
        UUID | None, Ask(label=N_("Sub-area"), question=N_("Which part of the area is it about?"), widget="select")
    ] = None
    version: Annotated[int, Ask(label=N_("Version"), widget="hidden")] = 0


class JoiningForm(_Form):
    """What more is part of a candidate."""

    findings: Annotated[
        list[UUID],
        Field(min_length=1),
        Ask(label=N_("What else is part of it?"), widget="checkboxes"),
    ]


class DecisionForm(_Form):
    """What has been decided, and why."""

    state: Annotated[
        CandidateState,
        Ask(
            label=N_("What has been decided?"),
            widget="radios",
        ),
    ]
    reasons: Annotated[
        _Words,
        Field(min_length=1),
        Ask(
            label=N_("Why was it decided so?"),
            question=N_("What spoke for it, and what against? Everyone can read it, also those who told of it."),
            widget="prose",
        ),
    ]
    decided_by: Annotated[
        _Line,
        Ask(
            label=N_("Who has decided?"),
            question=N_("A function, a group or a board; no person's name."),
            example=N_("The steering group of the area"),
        ),
    ]
    decided_on: Annotated[date, Ask(label=N_("Day of the decision"), widget="date")]
    registry_number: Annotated[
        str, Field(max_length=LONGEST_LINE), Ask(label=N_("Registry number"), example="RUN/12/2026")
    ] = ""
    look_again_on: Annotated[
        date | None,
        Ask(
            label=N_("Look at it again on"),
            question=N_("For what rests: the day comes up on your desk."),
            widget="date",
        ),
    ] = None
    version: Annotated[int, Ask(label=N_("Version"), widget="hidden")] = 0


class TyingForm(_Form):
    """Which goal or activity it became."""

    block: Annotated[
        UUID,
        Ask(
            label=N_("Which goal or activity did it become?"),
            question=N_("Choose among those that stand in the roadmap."),
            widget="select",
        ),
    ]
