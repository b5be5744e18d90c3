"""What happens in weighing, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class _About(Event):
    round_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class WeighingOpened(_About):
    """Recorded when candidates can be weighed from now on."""


@dataclass(frozen=True)
class WeighingClosed(_About):
    """Recorded when nothing more is taken and the result can be read."""


@dataclass(frozen=True)
class WeighingCancelled(_About):
    """Recorded when a round ends without a result."""

    reason: str


@dataclass(frozen=True)
class CandidateWeighed(_About):
    """Recorded when an organisation has given a candidate points, also anew."""

    weigher_id: UUID
    candidate_id: UUID


@dataclass(frozen=True)
class RecommendationMade(Event):
    """Recorded when a recommendation has been frozen."""

    recommendation_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


class Occasion(StrEnum):
    """Why somebody gets a letter."""

    INVITED = "invited"
    REMINDED = "reminded"
    EXTENDED = "extended"
    CANCELLED = "cancelled"
    CLOSED = "closed"


@dataclass(frozen=True)
class WeigherTold(Event):
    """Recorded for each person of an organisation that is told something; `token` is the secret of the link."""

    occasion: Occasion
    round_id: UUID
    weigher_id: UUID
    person_id: UUID
    token: str
    at: datetime
    words: str = ""
