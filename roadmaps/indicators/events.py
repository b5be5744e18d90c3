"""What the room announces. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class ReadingRecorded(Event):
    """Recorded when an indicator has got a reading for a period that it had none for."""

    reading_id: UUID
    indicator_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ReadingCorrected(Event):
    """Recorded when a reading stands instead of another, or (is_taken_back) the other has been taken back."""

    reading_id: UUID
    corrected_id: UUID
    indicator_id: UUID
    roadmap_id: UUID
    area_id: UUID
    reason: str
    is_taken_back: bool
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ReadingsDue(Event):
    """Recorded for one person of a responsible organisation, when there are readings to make and it is time to say so."""

    person_id: UUID
    indicator_ids: tuple[UUID, ...]
    at: datetime
