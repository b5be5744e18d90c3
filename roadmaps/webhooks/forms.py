"""The forms of this room."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.webhooks.addresses import LONGEST
from roadmaps.webhooks.happenings import CHOICES, Happening


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class WebhookForm(_Form):
    """Where another system is told, and of what."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Name"),
            question=N_("Which system is told?"),
            example=N_("The registry of Region Jämtland Härjedalen"),
        ),
    ]
    address: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST),
        Ask(
            label=N_("Address"),
            question=N_("Where does the system take messages? Whoever looks after it knows."),
            example="https://system.example.org/fardplan",
        ),
    ]
    happenings: Annotated[
        list[Happening],
        Field(min_length=1, max_length=len(CHOICES)),
        Ask(
            label=N_("What it is told of"),
            widget="checkboxes",
            choices={one.value: one.label for one in CHOICES},
        ),
    ]
    areas: Annotated[
        list[UUID],
        Field(max_length=200),
        Ask(
            label=N_("Areas"),
            question=N_("Of which areas? Choose none for all of them, also those that come later."),
            widget="checkboxes",
        ),
    ] = []
    organisation: Annotated[
        UUID | None,
        Ask(
            label=N_("For which organisation"),
            question=N_(
                "Choose one if the system is your organisation's. It is then told as long as you act for it, and only of what you may see."
            ),
            widget="select",
        ),
    ] = None


class ReplayForm(_Form):
    """From which day on messages are sent again."""

    since: Annotated[
        date,
        Ask(
            label=N_("From which day on"),
            question=N_("All messages since the beginning of that day are sent once more. They are kept for 30 days."),
            widget="date",
        ),
    ]
