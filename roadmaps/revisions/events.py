"""What the engine announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class RevisionWritten(Event):
    """Recorded when a revision has been written, with the blocks that it changed."""

    history_id: UUID
    number: int
    block_ids: tuple[UUID, ...]
    person_id: UUID | None
    organisation_id: UUID | None
