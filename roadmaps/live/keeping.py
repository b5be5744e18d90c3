"""What this room does by itself from time to time, and what it finds amiss when it is asked how it is."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from roadmaps.live.models import LiveSession, LiveUpdate
from roadmaps.live.queries import forgotten, open_sessions
from roadmaps.live.rules.closing import close_forgotten
from roadmaps.live.text import log
from roadmaps.live.text.documents import state_of
from roadmaps.live.text.y_updates import read_update

COMPACT_AFTER = timedelta(days=30)
MOST_AT_ONCE = 50
# Whoever is in a session for so long has left the page open; that is fine, but worth a look.
LONG_OPEN = timedelta(days=7)


def close_all_forgotten(session: Session, at: datetime) -> None:
    """Close the sessions that nobody is in: when no serving process has done so, or it ended before it could."""
    for live_session_id in forgotten(session, at=at)[:MOST_AT_ONCE]:
        close_forgotten(session, live_session_id, at=at)


def compact(session: Session, at: datetime) -> None:
    """Keep of sessions that closed long ago who wrote and what came of it, and no longer every letter on the way.

    What was written and taken out again is gone for good then. What came late stays as it came.
    """
    old = (
        select(LiveSession)
        .where(LiveSession.closed_at <= at - COMPACT_AFTER, LiveSession.compacted_at.is_(None))
        .order_by(LiveSession.closed_at)
        .limit(MOST_AT_ONCE)
        .with_for_update()
    )
    for live in session.scalars(old).all():
        assert live.closed_upto is not None
        live.state, live.state_seq = state_of(log.document(session, live)), live.closed_upto
        live.compacted_at = at
        gone = delete(LiveUpdate).where(LiveUpdate.session_id == live.id, LiveUpdate.is_late.is_(False))
        session.execute(gone.execution_options(synchronize_session=False))
    session.flush()


def findings(session: Session, at: datetime) -> Iterator[str]:
    """What is amiss with the sessions, a sentence each for those who run the site; nothing when all is well."""
    for live in session.scalars(open_sessions().where(LiveSession.trouble != "")):
        yield f"What was written together in block {live.block_id} ({live.field}) could not be saved: {live.trouble}"
    long_open = open_sessions().where(LiveSession.opened_at <= at - LONG_OPEN)
    for live in session.scalars(long_open):
        yield f"Block {live.block_id} ({live.field}) has been written in since {live.opened_at:%Y-%m-%d} without a version."
    for live, entries in session.execute(_logs()):
        if entries != live.upto + 1:
            yield f"The log of live session {live.id} has {entries} entries, and should have {live.upto + 1}."
    for live in session.scalars(open_sessions()):
        if not is_whole(session, live):
            yield f"The log of live session {live.id} does not make up its text."


def _logs() -> Select[LiveSession, int]:
    return (
        select(LiveSession, func.count(LiveUpdate.seq))
        .outerjoin(LiveUpdate, LiveUpdate.session_id == LiveSession.id)
        .where(LiveSession.compacted_at.is_(None))
        .group_by(LiveSession.id)
    )


def is_whole(session: Session, live: LiveSession) -> bool:
    """Whether everything that the log says its clients wrote is in the document."""
    document = log.document(session, live)
    there: dict[int, int] = {}
    for struct in read_update(state_of(document), is_own=True).structs:
        there[struct.client] = struct.end
    in_time = {
        one.client_id: one.clock if one.late_from is None else one.late_from
        for one in log.writers_of(session, live).values()
    }
    return there == {client_id: clock for client_id, clock in in_time.items() if clock}
