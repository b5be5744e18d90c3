"""Sessions hear what happens to the roadmap and to people: what is written elsewhere comes in, and rights that end, end.

Each in the transaction of what happened, so that nobody writes on for a moment under a right that is gone.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from roadmaps.accounts.events import CoordinatorDismissed, PersonDeactivated
from roadmaps.areas.actors import load_actor
from roadmaps.areas.events import AreaArchived, PersonMuted, RoleDatesChanged, RoleEnded
from roadmaps.foundation.clock import day_of, now
from roadmaps.foundation.events import Listeners
from roadmaps.live.models import LiveSession, LiveWriter, WhyClosed
from roadmaps.live.policy import may_join
from roadmaps.live.queries import open_sessions
from roadmaps.live.rules.absorbing import absorb
from roadmaps.live.rules.ending import end_quietly, hold_history
from roadmaps.live.rules.presence import go
from roadmaps.live.text import log
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.outline import read_outline
from roadmaps.roadmap.events import Locked, PhaseChanged
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(RevisionWritten, absorb)
    listeners.in_transaction(Locked, end_locked)
    listeners.in_transaction(PhaseChanged, end_when_not_open)
    listeners.in_transaction(AreaArchived, end_when_archived)
    listeners.in_transaction(PersonMuted, put_out)
    listeners.in_transaction(RoleEnded, put_out)
    listeners.in_transaction(RoleDatesChanged, put_out)
    listeners.in_transaction(PersonDeactivated, put_out)
    listeners.in_transaction(CoordinatorDismissed, put_out)


def end_locked(session: Session, fact: Locked) -> None:
    """Close the sessions in what has been locked. Whoever may write there in spite of the lock can begin anew."""
    roadmap = session.get_one(Roadmap, fact.roadmap_id)
    locks = standing_locks(session, roadmap)
    outline = read_outline(session, roadmap.history_id)
    kept = [
        live
        for live in session.scalars(open_sessions().where(LiveSession.roadmap_id == roadmap.id))
        if locks.on(live.block_id, *outline.ancestors(live.block_id))
    ]
    _end(session, roadmap, kept, WhyClosed.LOCKED, at=fact.at, by_id=fact.person_id)


def end_when_not_open(session: Session, fact: PhaseChanged) -> None:
    """Close every session in a roadmap that is not open for writing any more."""
    if not Phase(fact.phase).is_open_for_writing:
        _end_all(session, session.get_one(Roadmap, fact.roadmap_id), at=now(), by_id=fact.person_id)


def end_when_archived(session: Session, fact: AreaArchived) -> None:
    """Close every session in the roadmap of an area that is kept for its history only."""
    for roadmap in session.scalars(select(Roadmap).where(Roadmap.area_id == fact.area_id)):
        _end_all(session, roadmap, at=fact.at, by_id=fact.by_id)


def put_out(
    session: Session, fact: PersonMuted | RoleEnded | RoleDatesChanged | PersonDeactivated | CoordinatorDismissed
) -> None:
    """Let somebody be gone from every session in which they may not write any more.

    What they wrote stays. Where nobody else is left, it is saved at once.
    """
    actor = load_actor(session, fact.person_id, on=day_of(fact.at))
    mine = exists().where(
        LiveWriter.session_id == LiveSession.id, LiveWriter.person_id == fact.person_id, LiveWriter.left_at.is_(None)
    )
    for live in session.scalars(open_sessions().where(mine)).all():
        roadmap = session.get_one(Roadmap, live.roadmap_id)
        outline = read_outline(session, roadmap.history_id)
        lock = standing_locks(session, roadmap).on(live.block_id, *outline.ancestors(live.block_id))
        if may_join(actor, roadmap, lock):
            continue
        there = [one for one in log.writers_of(session, live).values() if one.left_at is None]
        for writer in there:
            if writer.person_id == fact.person_id:
                go(session, live, writer, fact.at)
        if all(one.person_id == fact.person_id for one in there):
            _end(session, roadmap, [live], WhyClosed.LEFT, at=fact.at)


def _end_all(session: Session, roadmap: Roadmap, *, at: datetime, by_id: UUID | None) -> None:
    lives = session.scalars(open_sessions().where(LiveSession.roadmap_id == roadmap.id)).all()
    _end(session, roadmap, lives, WhyClosed.NOT_OPEN, at=at, by_id=by_id)


def _end(
    session: Session,
    roadmap: Roadmap,
    lives: Iterable[LiveSession],
    why: WhyClosed,
    *,
    at: datetime,
    by_id: UUID | None = None,
) -> None:
    wanted = list(lives)
    if wanted:
        hold_history(session, roadmap)
    for one in wanted:
        live = log.held(session, one.id)
        if live is not None and live.is_open:
            end_quietly(session, live, why, at=at, by_id=by_id)
