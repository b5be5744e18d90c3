"""What the journal announces of itself."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class AddressesForgotten(Event):
    """Recorded when network addresses of lines before a number have been thrown away: of all, or of one person."""

    before_number: int
    person_id: UUID | None
    count: int
