"""What this room announces. The secret in an address is never told."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class CalendarLinkMade(Event):
    """A person has made a link for their own calendar."""

    link_id: UUID
    person_id: UUID
    scope: str


@dataclass(frozen=True)
class CalendarLinkRevoked(Event):
    """The link shows nothing from now on: its person has revoked it, or (`by_id`) somebody has shut the person out."""

    link_id: UUID
    person_id: UUID
    by_id: UUID | None = None
