"""Who is in a session, and where in its text."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor


def look_in(session: Session, live_session_id: UUID, client_id: int, *, actor: Actor, at: datetime) -> None:
    """Ask anew whether the actor may be in the session, and note that they are; for whoever only listens.

    Nothing is written when they were seen a moment ago, so that it may be asked often. A closed session is no fault
    here: `queries.news_for` tells of it.

    :raises NotFound: when there is no such session, or the client is not the actor's
    :raises NotAllowed: when the actor may not write in the block any more
    """
    raise NotImplementedError


def note_cursor(
    session: Session,
    live_session_id: UUID,
    client_id: int,
    cursor: dict[str, Any] | None,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Where the actor is in the text; None for nowhere. Whoever had left is in it again.

    :raises NotFound: when there is no such session, or the client is not the actor's
    :raises NotAllowed: when the actor may not write in the block any more
    :raises Invalid: when it is no place in a text
    """
    raise NotImplementedError


def leave(session: Session, live_session_id: UUID, client_id: int, *, actor: Actor, at: datetime) -> None:
    """The actor's page is gone. Nothing happens where it was gone already.

    :raises NotFound: when there is no such session, or the client is not the actor's
    """
    raise NotImplementedError
