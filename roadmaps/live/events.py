"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class SessionOpened(Event):
    """Recorded when somebody has begun to write in a field that nobody was writing in."""

    session_id: UUID
    block_id: UUID
    field: str
    person_id: UUID


@dataclass(frozen=True)
class Updated(Event):
    """Recorded when the log of a session has grown up to a number."""

    session_id: UUID
    seq: int


@dataclass(frozen=True)
class PeopleChanged(Event):
    """Recorded when somebody has come to a session, moved in its text, or left."""

    session_id: UUID


@dataclass(frozen=True)
class SessionClosed(Event):
    """Recorded when a session has ended; `number` is the revision that came of it, None when nothing had changed."""

    session_id: UUID
    roadmap_id: UUID
    block_id: UUID
    field: str
    why: str
    number: int | None
    person_id: UUID | None
