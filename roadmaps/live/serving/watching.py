"""Looking for what has happened in sessions: for all that a process listens to at once, and then where there is news."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.live.models import LiveSession, LiveUpdate, LiveWriter

MOST_READ_AT_ONCE = 500


class Head(NamedTuple):
    """How far a session has come. `people` differs when somebody has come or gone since, `seen_at` also when moved."""

    seq: int
    is_open: bool
    people: tuple[int, int, datetime | None]
    seen_at: datetime | None


class Entry(NamedTuple):
    """One update of the log, and whose it is."""

    seq: int
    client_id: int
    payload: bytes


def heads_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, Head]:
    """All of them in one query, as it is asked ten times a second."""
    rows = session.execute(
        select(
            LiveSession.id,
            LiveSession.upto,
            LiveSession.is_open,
            func.count(LiveWriter.client_id),
            func.count(LiveWriter.left_at),
            func.max(LiveWriter.left_at),
            func.max(LiveWriter.seen_at),
        )
        .outerjoin(LiveWriter, LiveWriter.session_id == LiveSession.id)
        .where(LiveSession.id.in_(ids))
        .group_by(LiveSession.id, LiveSession.upto, LiveSession.is_open)
    )
    return {row[0]: Head(row[1], row[2], (row[3], row[4], row[5]), row[6]) for row in rows}


def entries_after(session: Session, session_id: UUID, seq: int) -> list[Entry]:
    """What the log has after a number, in order, but for what came too late to be part of the session."""
    rows = session.execute(
        select(LiveUpdate.seq, LiveUpdate.client_id, LiveUpdate.payload)
        .where(LiveUpdate.session_id == session_id, LiveUpdate.seq > seq, LiveUpdate.is_late.is_(False))
        .order_by(LiveUpdate.seq)
        .limit(MOST_READ_AT_ONCE)
    )
    return [Entry(*row) for row in rows]
