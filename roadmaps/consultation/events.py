"""What happens in consultations, as facts in the past tense."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class _About(Event):
    consultation_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class ConsultationOpened(_About):
    """Recorded when answers are taken from now on."""


@dataclass(frozen=True)
class ConsultationExtended(_About):
    """Recorded when there is more time to answer."""

    closes_on: date
    reason: str


@dataclass(frozen=True)
class ConsultationClosed(_About):
    """Recorded when no more answers are taken."""


@dataclass(frozen=True)
class ConsultationCancelled(_About):
    """Recorded when it ends without replies."""

    reason: str


@dataclass(frozen=True)
class RepliesPublished(_About):
    """Recorded when the compilation can be read by everyone."""


@dataclass(frozen=True)
class ResponseSent(_About):
    """Recorded when an organisation has answered, also anew."""

    response_id: UUID
    consultee_id: UUID
    number: int
    is_new: bool


@dataclass(frozen=True)
class ConsulteeDeclined(_About):
    """Recorded when an organisation says that it leaves no answer."""

    consultee_id: UUID


class Occasion(StrEnum):
    """Why somebody gets a letter."""

    INVITED = "invited"
    REMINDED = "reminded"
    EXTENDED = "extended"
    CANCELLED = "cancelled"
    RECEIVED = "received"
    REPLIED = "replied"


@dataclass(frozen=True)
class ConsulteeTold(Event):
    """Recorded for each address that a consultee is told something at; `token` is the secret of the link in the letter,
    empty where that leads to signing in.

    `person_id` is None where the letter goes to an address of the organisation and not to one of its people here.
    """

    occasion: Occasion
    consultation_id: UUID
    consultee_id: UUID
    person_id: UUID | None
    email: str
    token: str
    at: datetime
    words: str = ""
    number: int | None = None
