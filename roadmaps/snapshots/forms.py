"""The form of this room."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.snapshots.models import SnapshotKind

Line = Annotated[str, Field(max_length=200)]
MaybeDay = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class FreezeForm(BaseModel):
    """A version is frozen. `revision_number` is what the page showed, so that nobody freezes what they have not seen."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    revision_number: Annotated[int, Field(ge=1), Ask(label=N_("Change no."), widget="hidden")]
    kind: Annotated[
        SnapshotKind, Ask(label=N_("What it is for"), question=N_("What is the version frozen for?"), widget="radios")
    ]
    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Title"),
            question=N_("What should it be called in lists and when it is cited?"),
            example=N_("Roadmap for Sustainable energy 2021–2027"),
        ),
    ]
    decision_body: Annotated[
        Line,
        Ask(
            label=N_("Decided by"),
            question=N_("Who decided? Needed for an adopted version."),
            example="Regionala utvecklingsnämnden",
        ),
    ] = ""
    decided_on: Annotated[
        MaybeDay,
        Ask(
            label=N_("Decided on"),
            question=N_("On which day? Needed for an adopted version."),
            example="2026-11-21",
            widget="date",
        ),
    ] = None
    paragraph: Annotated[
        Line, Ask(label=N_("Paragraph"), question=N_("Where in the minutes does it stand?"), example="§ 31")
    ] = ""
    registry_number: Annotated[
        Line,
        Ask(
            label=N_("Registry number"),
            question=N_("Under which number is it in the registry?"),
            example="RUN/100/2026",
        ),
    ] = ""
    note: Annotated[
        str,
        Field(max_length=2_000),
        Ask(
            label=N_("Note"),
            question=N_("Is there something that its readers should know?"),
            example=N_("Answers are welcome until the last of February."),
        ),
    ] = ""
