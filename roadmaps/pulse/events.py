"""What happens in pulses, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class _About(Event):
    pulse_id: UUID
    area_id: UUID | None
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class PulseOpened(_About):
    """Recorded when answers are taken from now on."""


@dataclass(frozen=True)
class PulseClosed(_About):
    """Recorded when no more answers are taken, and the result is shown."""


class Occasion(StrEnum):
    """Why somebody gets a letter."""

    ASKED = "asked"
    REMINDED = "reminded"
    RESULT = "result"


@dataclass(frozen=True)
class AskedTold(Event):
    """Recorded for each address that an organisation is told something at; `token` is the secret of the link in it,
    empty where that leads to signing in.

    `person_id` is None where the letter goes to an address of the organisation and not to one of its people here.
    """

    occasion: Occasion
    pulse_id: UUID
    asked_id: UUID
    person_id: UUID | None
    email: str
    token: str
    at: datetime
