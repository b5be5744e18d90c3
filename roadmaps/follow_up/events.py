"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class FollowUpFinished(Event):
    """A follow-up report is no draft any more: everybody may read it."""

    report_id: UUID
    area_id: UUID | None
    title: str
    person_id: UUID
