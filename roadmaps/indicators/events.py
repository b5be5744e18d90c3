"""What the room announces. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadmaps.foundation.events import Event
from roadmaps.foundation.sentences import Sentence


@dataclass(frozen=True)
class ReadingRecorded(Event):
    """Recorded when an indicator has got a reading for a period that it had none for. Nobody: the site fetched it."""

    reading_id: UUID
    indicator_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID | None
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
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class DueReading:
    """One reading that is to be made."""

    indicator_id: UUID
    title: str
    area: str
    period: str | Sentence
    due_on: date
    is_overdue: bool


@dataclass(frozen=True)
class ReadingsDue(Event):
    """Recorded for one person of responsible organisations, when it is time to say which readings are to be made."""

    person_id: UUID
    readings: tuple[DueReading, ...]
    at: datetime
