"""What the discussion announces. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class ThreadOpened(Event):
    """There is a new thread, with its first comment."""

    thread_id: UUID
    comment_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ThreadAnswered(Event):
    """There is a new comment in a thread that already had one."""

    thread_id: UUID
    comment_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class Mentioned(Event):
    """A comment calls people or organisations by name that it did not call before. `person_id` has written it."""

    thread_id: UUID
    comment_id: UUID
    mentioned_people: tuple[UUID, ...]
    mentioned_organisations: tuple[UUID, ...]
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CommentEdited(Event):
    """The author has reworded a comment."""

    thread_id: UUID
    comment_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CommentWithdrawn(Event):
    """The author has taken back a comment."""

    thread_id: UUID
    comment_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CommentHidden(Event):
    """A process leader has hidden the text of a comment. `about` names the block that the thread is beside."""

    thread_id: UUID
    comment_id: UUID
    area_id: UUID
    about: str
    reason: str
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CommentRestored(Event):
    """A process leader has let the text of a comment be seen again."""

    thread_id: UUID
    comment_id: UUID
    area_id: UUID
    about: str
    reason: str
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ThreadResolved(Event):
    """A thread has come to an end, with what came of it."""

    thread_id: UUID
    roadmap_id: UUID
    area_id: UUID
    outcome: str
    text: str
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ThreadReopened(Event):
    """A resolved thread is being talked about again."""

    thread_id: UUID
    roadmap_id: UUID
    area_id: UUID
    reason: str
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ReadFirstChanged(Event):
    """What new people write in an area waits for a look from now on, or does so no more."""

    area_id: UUID
    reads_first: bool
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CommentNotReleased(Event):
    """Somebody has looked at what a new person wrote, and has not released it."""

    waiting_id: UUID
    area_id: UUID
    reason: str
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CommentReleased(Event):
    """Somebody has looked at what a new person wrote, and everybody can read it now."""

    waiting_id: UUID
    comment_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime
