"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class SnapshotFrozen(Event):
    """Recorded when a version of a roadmap has been frozen."""

    snapshot_id: UUID
    roadmap_id: UUID
    area_id: UUID
    number: int
    kind: str
    title: str
    person_id: UUID | None


@dataclass(frozen=True)
class DocumentImported(Event):
    """Recorded when an empty roadmap has been filled from a file."""

    roadmap_id: UUID
    area_id: UUID
    revision_number: int
    blocks: int
    person_id: UUID | None
