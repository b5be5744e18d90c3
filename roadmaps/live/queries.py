"""What can be asked about sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.live.models import LiveSession
from roadmaps.live.results import Closed, News, Presence


def find_session(session: Session, live_session_id: UUID, actor: Actor | None) -> LiveSession:
    """A session, open or closed, in a roadmap that the actor may read.

    :raises NotFound: when there is none
    """
    raise NotImplementedError


def updates_after(
    session: Session, live_session_id: UUID, seq: int, *, except_client: int | None = None, most: int = 500
) -> News:
    """What has come since a number, in order, without what one client itself sent; asks no right: see `look_in`.

    News has at most so many updates; its `seq` is how far they reach. Late updates are no news to anybody.
    """
    raise NotImplementedError


def heads(session: Session, live_session_ids: Sequence[UUID]) -> dict[UUID, tuple[int, bool]]:
    """How far each log reaches, and whether the session is open: one cheap query for all that a process listens to."""
    raise NotImplementedError


def people_in(session: Session, live_session_id: UUID, *, at: datetime) -> tuple[Presence, ...]:
    """Who is in the session now: has not left, and has been seen of late."""
    raise NotImplementedError


def closed_as(session: Session, live_session: LiveSession) -> Closed | None:
    """How a session ended; None while it is open."""
    raise NotImplementedError


def open_session_of(session: Session, block_id: UUID, field: str) -> LiveSession | None:
    """The session in which a field is being written in now."""
    raise NotImplementedError


def forgotten(session: Session, *, at: datetime) -> list[UUID]:
    """The open sessions that nobody is in and that have been quiet, but for those that were tried in vain of late."""
    raise NotImplementedError
