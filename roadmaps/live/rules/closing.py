"""From session to revision: one transaction closes it and writes what was written as a revision of all who wrote."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.live.models import WhyClosed
from roadmaps.live.results import Closed

QUIET_FOR = timedelta(seconds=20)


def save_version(
    session: Session,
    live_session_id: UUID,
    *,
    facts: Mapping[str, object] | None = None,
    based_on: int = 0,
    summary: str = "",
    actor: Actor,
    at: datetime,
) -> Closed:
    """Save what stands in the session as a revision, with the other fields of the form, and close the session.

    Every open session of the block is closed with it, so that a form with several texts becomes one revision.

    :param facts: the form's other fields; those that are written live are left out of account
    :param based_on: the revision that the form was filled from; fields that others changed since are merged
    :raises NotFound: when there is no such session, or none that the actor may know of
    :raises NotAllowed: when the actor may not write in the block any more
    :raises Invalid: when a field cannot be right, or the text cannot be shown; the session stays open
    :raises WriteConflict: when another field has been changed so that no merge keeps both; the session stays open
    """
    raise NotImplementedError


def close(session: Session, live_session_id: UUID, why: WhyClosed, *, at: datetime, by: Actor | None = None) -> Closed:
    """Close a session as it stands; what had been closed already is told as it was.

    :raises Invalid: when the text cannot be made a revision of; the session stays open
    """
    raise NotImplementedError


def close_forgotten(session: Session, live_session_id: UUID, *, at: datetime) -> Closed | None:
    """Close a session that nobody is in any more and that has been quiet; None when it is not so any more.

    `queries.forgotten` finds those that seem so; each is to be closed in a unit of work of its own.

    :raises Invalid: see `close`; `note_trouble` keeps the reason, and the session is left alone for a while
    """
    raise NotImplementedError
