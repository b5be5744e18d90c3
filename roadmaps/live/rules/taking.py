"""What is written in a session: each update asked about, numbered without gaps and kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.live.results import LateOutcome, Taken


def take_update(
    session: Session, live_session_id: UUID, client_id: int, update: bytes, *, actor: Actor, at: datetime
) -> Taken | LateOutcome:
    """Keep an update in the log of its session; when the session has been closed, take it in late.

    Several may be taken in one transaction, also by several people: one that is refused changes nothing. Acknowledge
    and pass on only what has been committed.

    :raises NotFound: when there is no such session, or none that the actor may know of
    :raises NotAllowed: when the actor may not write in the block any more (an open session)
    :raises UpdateRefused: when it is not an honest update of this client: see `roadmaps.live.errors`
    """
    raise NotImplementedError
