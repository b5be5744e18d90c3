"""What a page sends, by whichever door: kept together with what others send just then."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.live import rules
from roadmaps.live.errors import SessionOver
from roadmaps.live.results import LateOutcome, Taken
from roadmaps.live.serving.keeper import Who
from roadmaps.live.serving.process import LiveProcess


def send_update(live: LiveProcess, session_id: UUID, client_id: int, update: bytes, *, who: Who) -> Taken | LateOutcome:
    """Keep an update; what came too late for its session is taken in late, by itself.

    :raises Refusal: see `rules.take_update` and `rules.take_late`
    """

    def take(session: Session) -> Taken:
        return rules.take_update(session, session_id, client_id, update, actor=who(session), at=now())

    try:
        return live.clerk.keep(session_id, take)
    except SessionOver:
        with live.units.change() as session:
            return rules.take_late(session, session_id, client_id, update, actor=who(session), at=now())


def send_cursor(live: LiveProcess, session_id: UUID, client_id: int, cursor: Any, *, who: Who) -> None:
    """Keep where somebody is in the text.

    :raises Refusal: see `rules.note_cursor`
    """

    def note(session: Session) -> None:
        rules.note_cursor(session, session_id, client_id, cursor, actor=who(session), at=now())

    live.clerk.keep(session_id, note)
