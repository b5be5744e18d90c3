"""What happens between the roadmaps and the organisations in them, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class Asked:
    """One question in a letter: about which activity, and the secret of the link that answers it."""

    question_id: UUID
    activity: str
    area: str
    token: str


@dataclass(frozen=True)
class LeadProposed(Event):
    """Recorded for each person who is asked whether their organisation leads an activity."""

    person_id: UUID
    organisation_id: UUID
    asked: Asked
    at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class StatusesAsked(Event):
    """Recorded for each person who is asked how the activities of their organisation go, all of a round at once."""

    person_id: UUID
    organisation_id: UUID
    asked: tuple[Asked, ...]
    at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class QuestionAnswered(Event):
    """Recorded when an organisation has answered."""

    question_id: UUID | None
    roadmap_id: UUID
    area_id: UUID
    activity_id: UUID
    organisation_id: UUID
    person_id: UUID
    about: str
    answer: str
    note: str
    at: datetime
