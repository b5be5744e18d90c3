"""Closing sessions: by saving a version, because everyone has left, or because of something else that happens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.live.models import LiveSession, LiveWriter, WhyClosed
from roadmaps.live.queries import are_forgotten, closed_as, find_session
from roadmaps.live.results import Closed
from roadmaps.live.rules.ending import end, end_quietly, hold_history
from roadmaps.live.text import log
from roadmaps.revisions.block_merge import merge_block
from roadmaps.revisions.changes import BlockConflict, Change, WriteConflict
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.states import version_at
from roadmaps.roadmap.elsewhere import check_elsewhere
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.rules import check_editing, edit_block
from roadmaps.roadmap.table import ROADMAP


def save_version(
    session: Session,
    live_session_id: UUID,
    *,
    facts: Mapping[str, Any] | None = None,
    based_on: int = 0,
    summary: str = "",
    actor: Actor,
    at: datetime,
) -> Closed:
    """Save what stands in the session as a revision, with the other fields of the form, and close the session.

    Every open session of the block that the actor takes part in is closed with it, so that a form with several texts
    becomes one revision. Where others have closed the session in this moment, the other fields are saved for themselves.

    :param facts: the form's other fields; those that the actor has been writing live are left out of account
    :param based_on: the revision that the form was filled from; fields that others changed since are merged
    :raises NotFound: when there is no such session, or none that the actor may know of
    :raises NotAllowed: when the actor may not write in the block any more
    :raises Invalid: when a field cannot be right, or the text cannot be shown; the session stays open
    :raises WriteConflict: when another field has been changed so that no merge keeps both; the session stays open
    """
    asked = find_session(session, live_session_id, actor)
    roadmap = session.get_one(Roadmap, asked.roadmap_id)
    check_editing(session, roadmap, [asked.block_id], actor=actor)
    hold_history(session, roadmap)
    lives = _taking_part(session, asked, based_on, actor)
    own = {name: value for name, value in (facts or {}).items() if name not in {one.field for one in lives}}
    still_open = [one for one in lives if one.is_open]
    if not still_open:
        return _save_alone(session, roadmap, asked, own, based_on, summary, actor=actor, at=at)
    changed = _merged(session, roadmap, asked.block_id, own, based_on, actor)
    return end(
        session,
        still_open,
        WhyClosed.SAVED,
        at=at,
        by_id=actor.person_id,
        facts=changed,
        facts_by=actor,
        summary=summary,
    )


def close(
    session: Session, live_session_id: UUID, why: WhyClosed, *, at: datetime, by_id: UUID | None = None
) -> Closed:
    """Close a session as it stands; what had been closed already is told as it was.

    :raises NotFound: when there is no such session
    :raises Invalid: when the text cannot be made a revision of; the session stays open
    """
    live = _held(session, live_session_id)
    return closed_as(session, live) or end(session, [live], why, at=at, by_id=by_id)


def close_forgotten(session: Session, live_session_id: UUID, *, at: datetime) -> Closed | None:
    """Close a session that nobody is in any more and that has been quiet; None when it is not so any more.

    `queries.forgotten` finds those that seem so; each is to be closed in a unit of work of its own. One that no revision
    can be made of stays open with the reason, and is left alone for a while; None then too.
    """
    live = _held(session, live_session_id)
    if session.scalar(are_forgotten(at).where(LiveSession.id == live_session_id)) is None:
        return None
    return end_quietly(session, live, WhyClosed.LEFT, at=at)


def _held(session: Session, live_session_id: UUID) -> LiveSession:
    known = session.get(LiveSession, live_session_id)
    if known is None:
        raise NotFound
    hold_history(session, session.get_one(Roadmap, known.roadmap_id))
    live = log.held(session, live_session_id)
    assert live is not None
    return live


def _taking_part(session: Session, asked: LiveSession, based_on: int, actor: Actor) -> list[LiveSession]:
    """The sessions of the block in which the form's texts are written, held: the one asked for, and what else the actor
    is in. A session that became a revision after the form was filled holds a text of the form too.
    """
    with_actor = select(LiveWriter.session_id).where(LiveWriter.person_id == actor.person_id)
    found = session.scalars(
        select(LiveSession.id)
        .where(LiveSession.block_id == asked.block_id)
        .where(or_(LiveSession.is_open, LiveSession.revision_number > (based_on or asked.based_on)))
        .where(LiveSession.id.in_(with_actor.where(LiveWriter.of_revision.is_(None))))
        .order_by(LiveSession.id)
    ).all()
    held = (log.held(session, one) for one in sorted({asked.id, *found}))
    return [one for one in held if one is not None]


def _merged(
    session: Session, roadmap: Roadmap, block_id: UUID, own: Mapping[str, Any], based_on: int, actor: Actor
) -> Content:
    """The fields that the form changed, merged with what the block says now."""
    if not own:
        return {}
    now = find_block(session, roadmap, block_id)
    then = version_at(session, block_id, based_on) or now
    kind = ROADMAP[now.kind]
    check_elsewhere(session, roadmap, Change(block_id, based_on, content=own), actor, before=now)
    yours = replace(then, content=kind.check({**then.content, **own}))
    merged = merge_block(kind, base=then, theirs=now, yours=yours, place=None)
    if isinstance(merged, BlockConflict):
        raise WriteConflict([merged], roadmap.history.current)
    return {name: value for name, value in merged.content.items() if value != now.content.get(name)}


def _save_alone(
    session: Session,
    roadmap: Roadmap,
    live: LiveSession,
    own: Mapping[str, Any],
    based_on: int,
    summary: str,
    *,
    actor: Actor,
    at: datetime,
) -> Closed:
    """Others have saved the text meanwhile; what remains is the rest of the form."""
    told = closed_as(session, live)
    assert told is not None
    if not own:
        return told
    number = based_on or live.based_on
    revision = edit_block(session, roadmap, live.block_id, own, based_on=number, actor=actor, at=at, summary=summary)
    return replace(told, number=revision.number) if revision else told
