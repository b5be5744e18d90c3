"""What can be asked about sessions."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.errors import NotFound
from roadmaps.live.models import LiveSession, LiveUpdate, LiveWriter
from roadmaps.live.results import Closed, News, Presence
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap

# Whoever says nothing for so long is gone without having taken leave: the line was cut, or the lid closed.
SEEN_FOR = timedelta(seconds=30)
QUIET_FOR = timedelta(seconds=20)
# A session that could not be made a revision of is not tried again at every turn.
PAUSE_AFTER_TROUBLE = timedelta(minutes=10)


def find_session(session: Session, live_session_id: UUID, actor: Actor | None) -> LiveSession:
    """A session, open or closed, in a roadmap that the actor may read.

    :raises NotFound: when there is none
    """
    live = session.get(LiveSession, live_session_id)
    if live is None or not roadmap_policy.may_read(actor, session.get_one(Roadmap, live.roadmap_id)):
        raise NotFound
    return live


def own_writer(session: Session, live: LiveSession, client_id: int, actor: Actor) -> LiveWriter:
    """The actor's page in a session, by its client id.

    :raises NotFound: when the client is not the actor's
    """
    writer = session.get(LiveWriter, (live.id, client_id), populate_existing=True)
    if writer is None or not writer.is_page_of(actor.person_id):
        raise NotFound
    return writer


def updates_after(
    session: Session, live_session_id: UUID, seq: int, *, except_client: int | None = None, most: int = 500
) -> News:
    """What has come since a number, in order, without what one client itself sent; asks no right: see `look_in`.

    News has at most so many updates; its `seq` is how far they reach. Late updates are no news to anybody.
    """
    live = session.get_one(LiveSession, live_session_id, populate_existing=True)
    rows = session.execute(
        select(LiveUpdate.seq, LiveUpdate.client_id, LiveUpdate.payload)
        .where(LiveUpdate.session_id == live.id, LiveUpdate.seq > seq, LiveUpdate.seq <= live.upto)
        .where(LiveUpdate.is_late.is_(False))
        .order_by(LiveUpdate.seq)
        .limit(most)
    ).all()
    upto = rows[-1].seq if len(rows) == most else live.upto
    updates = tuple(payload for _, client_id, payload in rows if client_id != except_client)
    return News(upto, updates, closed_as(session, live))


def people_in(session: Session, live_session_id: UUID, *, at: datetime) -> tuple[Presence, ...]:
    """Who is in the session now: has not left, and has been seen of late."""
    rows = session.execute(
        select(LiveWriter.client_id, Person.id, Person.name, Organisation.name, LiveWriter.cursor)
        .join(Person, Person.id == LiveWriter.person_id)
        .outerjoin(Organisation, Organisation.id == LiveWriter.organisation_id)
        .where(LiveWriter.session_id == live_session_id, _is_there(at))
        .order_by(LiveWriter.joined_at, LiveWriter.client_id)
    )
    return tuple(
        Presence(client_id, person_id, name, organisation or "", cursor)
        for client_id, person_id, name, organisation, cursor in rows
    )


def closed_as(session: Session, live: LiveSession) -> Closed | None:
    """How a session ended; None while it is open."""
    if live.closed_why is None:
        return None
    by = session.get(Person, live.closed_by_id) if live.closed_by_id else None
    return Closed(live.id, live.closed_why, live.revision_number, live.closed_by_id, by.name if by else "")


def open_session_of(session: Session, block_id: UUID, field: str) -> LiveSession | None:
    """The session in which a field is being written in now."""
    query = open_sessions().where(LiveSession.block_id == block_id, LiveSession.field == field)
    return session.scalar(query.execution_options(populate_existing=True))


def open_sessions() -> Select[LiveSession]:
    """Every open session, those of longest standing first, so that whoever needs several takes them in one order."""
    return select(LiveSession).where(LiveSession.is_open).order_by(LiveSession.id)


def forgotten(session: Session, *, at: datetime) -> list[UUID]:
    """The open sessions that nobody is in and that have been quiet, but for those that were tried in vain of late."""
    return list(session.scalars(are_forgotten(at).with_only_columns(LiveSession.id)))


def are_forgotten(at: datetime) -> Select[LiveSession]:
    """The same as a query."""
    somebody = exists().where(LiveWriter.session_id == LiveSession.id, _is_there(at))
    return open_sessions().where(
        LiveSession.touched_at <= at - QUIET_FOR,
        or_(LiveSession.tried_at.is_(None), LiveSession.tried_at <= at - PAUSE_AFTER_TROUBLE),
        ~somebody,
    )


def _is_there(at: datetime) -> ColumnElement[bool]:
    return and_(LiveWriter.left_at.is_(None), LiveWriter.of_revision.is_(None), LiveWriter.seen_at > at - SEEN_FOR)
