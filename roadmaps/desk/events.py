"""What happens at the desk, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class PointAssigned(Event):
    """Recorded when somebody is asked to take care of a point; not when they take it themselves."""

    source: str
    key: UUID
    area_id: UUID
    title: str
    to_id: UUID
    note: str
    person_id: UUID
    at: datetime
