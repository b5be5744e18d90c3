"""What happens in moderation, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class ThingFlagged(Event):
    """Recorded when somebody has asked those who lead an area to look at something."""

    flag_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class FlagSettled(Event):
    """Recorded when a flag has been answered; `person_id` is who answered it."""

    flag_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class AppealMade(Event):
    """Recorded when the author of a hidden comment has asked for a second look."""

    appeal_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class AppealAnswered(Event):
    """Recorded when somebody has looked at it once more; `about` is what the comment was about."""

    appeal_id: UUID
    area_id: UUID
    thread_id: UUID
    about: str
    is_restored: bool
    answer: str
    person_id: UUID
    at: datetime
