"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class FileRemoved(Event):
    """Recorded when somebody has removed a file; its content may go when nothing else needs it."""

    file_id: UUID
    roadmap_id: UUID
    sha256: str
    person_id: UUID
