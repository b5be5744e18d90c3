"""What this room's forms ask for. Criteria, points and dots are tables of fields of their own, in `typing_in`."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

Title = Annotated[str, Field(min_length=1, max_length=200)]
Long = Annotated[str, Field(max_length=5_000)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000)]
_CANDIDATES = Ask(
    label=N_("Candidates"),
    question=N_("Which are weighed? Their words are fixed when it opens, so that everyone weighs the same."),
    widget="checkboxes",
)


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class RoundForm(_Form):
    """A round in which organisations give points."""

    title: Annotated[
        Title,
        Ask(
            label=N_("Title"),
            question=N_("What is it called?"),
            example=N_("What do we go on with next year?"),
        ),
    ]
    purpose: Annotated[
        Long,
        Ask(
            label=N_("Purpose"),
            question=N_("What do you want to know, and what will the result be used for?"),
            example=N_("The steering group decides in May. The result is its basis, not its decision."),
            widget="prose",
        ),
    ] = ""
    candidates: Annotated[list[str], _CANDIDATES] = []
    opens_on: Annotated[date, Ask(label=N_("First day"), question=N_("When does it open?"), widget="date")]
    closes_on: Annotated[
        date,
        Ask(
            label=N_("Last day"),
            question=N_("Until when can points be given? It closes by itself after that day."),
            widget="date",
        ),
    ]
    is_open_call: Annotated[
        bool,
        Ask(
            label=N_("All organisations of the area may weigh"),
            question=N_(
                "Also those that you do not ask by name, if somebody who takes part in the area acts for them."
            ),
            widget="checkbox",
        ),
    ] = True


class RoomForm(_Form):
    """A round of dots in a room."""

    title: Annotated[
        Title,
        Ask(
            label=N_("Title"),
            question=N_("What is it called? It stands on the screen."),
            example=N_("Where do we put our strength?"),
        ),
    ]
    purpose: Annotated[
        Long,
        Ask(
            label=N_("Purpose"),
            question=N_("What are those in the room asked?"),
            example=N_("Place your dots on what you would give your own time to."),
            widget="prose",
        ),
    ] = ""
    candidates: Annotated[list[str], _CANDIDATES] = []
    dots: Annotated[
        int,
        Field(ge=1, le=20),
        Ask(
            label=N_("Dots"),
            question=N_("How many does each person place? Several may go to the same candidate."),
            widget="number",
            unit=N_("each"),
        ),
    ] = 3
    shows_live: Annotated[
        bool,
        Ask(
            label=N_("The screen shows the dots as they come"),
            question=N_("Otherwise it shows only how many have placed theirs, and the dots when it is closed."),
            widget="checkbox",
        ),
    ] = True
    on: Annotated[
        date,
        Ask(
            label=N_("Day"), question=N_("On which day do you meet? It closes by itself after that day."), widget="date"
        ),
    ]


class InvitationForm(_Form):
    """Who is asked by name."""

    organisations: Annotated[
        list[str],
        Ask(
            label=N_("Organisations"),
            question=N_("Their people get a letter each, with a link that needs no signing in."),
            widget="checkboxes",
        ),
    ] = []


class ExtensionForm(_Form):
    """More time."""

    closes_on: Annotated[
        date, Ask(label=N_("New last day"), question=N_("Until when can points be given?"), widget="date")
    ]
    reason: Annotated[
        Reason,
        Ask(
            label=N_("Reason"),
            question=N_("Why is there more time? Everyone can read it, and those who are not ready get a letter."),
            widget="prose",
        ),
    ]


class CancellationForm(_Form):
    """It ends without a result."""

    reason: Annotated[
        Reason,
        Ask(
            label=N_("Reason"),
            question=N_("Why does it end without a result? Everyone can read it, and all who were asked get a letter."),
            widget="prose",
        ),
    ]


class RecommendationForm(_Form):
    """What is recommended, besides what is gathered."""

    title: Annotated[
        Title,
        Ask(
            label=N_("Title"),
            question=N_("What does it say on the first page?"),
            example=N_("Recommendation for Land, forest and water 2027"),
        ),
    ]
    addressee: Annotated[
        Title,
        Ask(
            label=N_("To"),
            question=N_("To whom does it go?"),
            example=N_("The managing authority of the regional fund"),
        ),
    ]
    registry_number: Annotated[
        str,
        Field(max_length=200),
        Ask(
            label=N_("Registry number"),
            question=N_("Under which number is it in the registry?"),
            example="RUN/100/2026",
        ),
    ] = ""
    purpose: Annotated[
        str,
        Field(min_length=1, max_length=5_000),
        Ask(
            label=N_("In short"),
            question=N_("What do you recommend, and what do you ask the funder for?"),
            widget="prose",
        ),
    ]
    process: Annotated[
        Long,
        Ask(
            label=N_("How it was done"),
            question=N_("How did the actors find and choose? The figures and the results are put in for you."),
            widget="prose",
        ),
    ] = ""
    rounds: Annotated[
        list[str],
        Ask(
            label=N_("Rounds"),
            question=N_("Whose results are part of it? Only rounds that have closed have one."),
            widget="checkboxes",
        ),
    ] = []


class VersionForm(RecommendationForm):
    """The same for a later version."""

    change: Annotated[
        Reason,
        Ask(
            label=N_("What is new"),
            question=N_("What is new since the version before? The one before stays and can be read."),
            widget="prose",
        ),
    ]
