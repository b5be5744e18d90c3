"""What this room announces: that the journal has been read, taken home, or published."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class AuditRead(Event):
    """Recorded once a day for each reader of the journal; `area_id` is None for the journal of everything."""

    person_id: UUID
    area_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class AuditFetched(Event):
    """Recorded when lines of the journal have been fetched as a table."""

    person_id: UUID
    area_id: UUID | None
    lines: int
    at: datetime


@dataclass(frozen=True)
class HeadPublished(Event):
    """Recorded when the number and hash of the newest line have been written where the site cannot change them."""

    number: int
    letters: int
    at: datetime
