"""What the rules of this room answer with: plain values, fit to be sent on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from roadmaps.foundation.sentences import Sentence
from roadmaps.live.models import WhyClosed

COLORS = 8


@dataclass(frozen=True)
class Presence:
    """Somebody who is in a session now, in one of their pages."""

    client_id: int
    person_id: UUID
    name: str
    organisation: str
    cursor: dict[str, Any] | None

    @property
    def color(self) -> int:
        """One of eight, told apart by number only; always shown with the name."""
        return self.client_id % COLORS


@dataclass(frozen=True)
class Closed:
    """That a session has ended, and what came of it. `number` is None when nothing had changed."""

    session_id: UUID
    why: WhyClosed
    number: int | None
    by_id: UUID | None
    by: str

    @property
    def sentence(self) -> Sentence:
        """What those who were in it are told."""
        return Sentence(self.why.sentence)


@dataclass(frozen=True)
class Joined:
    """Somebody is in a session now.

    `state` is one Yjs update with everything up to `seq`. `clock` is how much the log has under `client_id`: 0 for one
    that has just been given; a client that took up its own id sends what it has from there on. A Yjs document takes
    another id by itself when it meets its own in an update: set it after `state` has been applied.
    """

    session_id: UUID
    client_id: int
    seq: int
    state: bytes
    clock: int
    base: int
    people: tuple[Presence, ...]


@dataclass(frozen=True)
class Taken:
    """The log has the update; `seq` is its number, or the newest one when there was nothing new in it."""

    seq: int
    is_new: bool = True


class Late(StrEnum):
    """What became of an update that came when its session had been closed."""

    MERGED = "merged"
    WRITTEN = "written"
    NOTHING = "nothing"
    KEPT = "kept"


@dataclass(frozen=True)
class LateOutcome:
    """An update came too late for its session. It is in the log in any case.

    MERGED: into the open session `session_id` of the same field. WRITTEN: as revision `number`. NOTHING: the text says
    it already. KEPT: it stands in the log only; `sentence` says why, and `text` is all that the writer's page says, to
    be offered to the person; empty for who may not read it any more.
    """

    closed: Closed
    how: Late
    session_id: UUID | None = None
    number: int | None = None
    sentence: Sentence | None = None
    text: str = ""


@dataclass(frozen=True)
class News:
    """What has come to a session's log since a number, and whether the session has ended."""

    seq: int
    updates: tuple[bytes, ...]
    closed: Closed | None
