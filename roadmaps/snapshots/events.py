"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True)
class FilesFinished(Event):
    """Recorded when files that somebody had asked for have been made, or (`failure`) cannot be."""

    job_id: UUID
    person_id: UUID | None
    area_id: UUID
    snapshot_number: int | None
    asked_at: datetime
    at: datetime
    kept_until: datetime
    failure: str = ""


@dataclass(frozen=True)
class TemplateChanged(Event):
    """Recorded when a coordinator has put the region's own Word template in place, or (`template_id` None) taken it away."""

    template_id: UUID | None
    person_id: UUID
    at: datetime
