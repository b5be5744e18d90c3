"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class OpenDataDescribed(Event):
    """Recorded when licence, publisher or contact of the open data have been told anew."""

    facts_id: UUID
    person_id: UUID
    at: datetime
