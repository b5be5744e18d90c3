"""What may change in a roadmap, and how. Its text goes through `write_blocks`; the rest is state of the roadmap itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import may_manage_areas
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions import restore
from roadmaps.revisions.changes import Author, Change, Place
from roadmaps.revisions.models import History, How, Revision
from roadmaps.revisions.plan_diff import changes_between
from roadmaps.revisions.states import as_of, current
from roadmaps.revisions.write import write
from roadmaps.roadmap import policy
from roadmaps.roadmap.events import Locked, PhaseChanged, RoadmapBegun, Unlocked, WorkingVersionShown
from roadmaps.roadmap.locks import StandingLocks, standing_locks
from roadmaps.roadmap.models import Lock, PhaseChange, Roadmap
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.queries import block_title, standing_lock
from roadmaps.roadmap.responsibilities import check_one_leads, with_organisation_name
from roadmaps.roadmap.table import ROADMAP


def begin_roadmap(session: Session, area: Area, *, period_from: int, period_to: int, actor: Actor, on: date) -> Roadmap:
    """Give the area an empty roadmap, in preparation.

    :raises Invalid: when the period ends before it begins
    """
    if not may_manage_areas(actor):
        raise NotAllowed(say("Only a coordinator can begin a roadmap."))
    _check_period(period_from, period_to)
    history = History(id=new_id(), subject="roadmap", current=0)
    roadmap = Roadmap(
        id=new_id(),
        area=area,
        history=history,
        period_from=period_from,
        period_to=period_to,
        phase=Phase.PREPARING.value,
        phase_since=on,
        phase_reason="",
        next_step="",
        next_on=None,
        is_working_public=False,
    )
    session.add_all([history, roadmap])
    session.flush()
    record(session, RoadmapBegun(roadmap.id, area.id, actor.person_id))
    return roadmap


def set_period(session: Session, roadmap: Roadmap, *, period_from: int, period_to: int, actor: Actor) -> None:
    """Say which years the roadmap is for."""
    _must_moderate(actor, roadmap)
    _check_period(period_from, period_to)
    roadmap.period_from, roadmap.period_to = period_from, period_to
    session.flush()


def write_blocks(
    session: Session,
    roadmap: Roadmap,
    changes: Sequence[Change],
    *,
    actor: Actor,
    at: datetime,
    summary: str = "",
    how: How = How.EDIT,
) -> Revision | None:
    """Write changes of several blocks as one revision of the roadmap; None when they change nothing.

    :raises NotAllowed: when the actor may not write here, or one of the blocks is locked
    :raises WriteConflict: see `roadmaps.revisions.write.write`
    :raises Invalid: also when an activity would be led by more than one organisation
    """
    _must_edit(session, roadmap, changes, actor)
    revision = write(
        session,
        roadmap.history,
        [with_organisation_name(session, change) for change in changes],
        kinds=ROADMAP,
        author=author_of(actor),
        at=at,
        summary=summary,
        how=how,
    )
    if revision is not None:
        check_one_leads(session, revision)
    return revision


def add_block(
    session: Session,
    roadmap: Roadmap,
    kind: str,
    content: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
    place: Place | None = None,
    summary: str = "",
    block_id: UUID | None = None,
) -> UUID:
    """Add a block and return its id; last in the document unless a place is told.

    A caller that names `block_id` may safely send the same block twice: the second is refused as a conflict.
    """
    change = Change(block_id or new_id(), based_on=0, kind=kind, content=content, place=place or Place())
    write_blocks(session, roadmap, [change], actor=actor, at=at, summary=summary)
    return change.block_id


def edit_block(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    content: Mapping[str, object],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Save what the writer wants the block to say; fields that are not named stay as they were in the base."""
    change = Change(block_id, based_on, content=content)
    return write_blocks(session, roadmap, [change], actor=actor, at=at, summary=summary)


def move_block(
    session: Session, roadmap: Roadmap, block_id: UUID, place: Place, *, based_on: int, actor: Actor, at: datetime
) -> Revision | None:
    """Let the block lie somewhere else in the document."""
    return write_blocks(session, roadmap, [Change(block_id, based_on, place=place)], actor=actor, at=at)


def remove_block(
    session: Session,
    roadmap: Roadmap,
    block_ids: Sequence[UUID],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Take blocks out of the document in one revision; their history stays, and they can be restored.

    :raises StillReferenced: when other blocks lie under them or point at them
    """
    changes = [Change(block_id, based_on, removed=True) for block_id in block_ids]
    return write_blocks(session, roadmap, changes, actor=actor, at=at, summary=summary)


def restore_block(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    number: int,
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Let the block say again what it said as of a revision, and be there again if it was removed."""
    _must_edit(session, roadmap, [Change(block_id, based_on)], actor)
    revision = restore.restore_block(
        session,
        roadmap.history,
        block_id,
        number,
        kinds=ROADMAP,
        author=author_of(actor),
        at=at,
        based_on=based_on,
        summary=summary,
    )
    if revision is not None:
        check_one_leads(session, revision)
    return revision


def restore_roadmap(
    session: Session, roadmap: Roadmap, number: int, *, actor: Actor, at: datetime, summary: str = ""
) -> Revision | None:
    """Let the whole roadmap say again what it said as of a revision; a process leader's act.

    :raises NotAllowed: also when a block that would change is locked for the actor
    """
    _must_moderate(actor, roadmap)
    changes = changes_between(current(session, roadmap.history), as_of(session, roadmap.history, number))
    _must_edit(session, roadmap, changes, actor)
    return restore.restore_history(
        session, roadmap.history, number, kinds=ROADMAP, author=author_of(actor), at=at, summary=summary
    )


def change_phase(
    session: Session,
    roadmap: Roadmap,
    phase: Phase,
    *,
    reason: str,
    since: date,
    next_step: str,
    next_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Let the roadmap go to another state, or tell anew why it is in this one and what happens next.

    :raises Invalid: when there is no reason, or (unless it is closed) nothing about what happens next
    """
    _must_moderate(actor, roadmap)
    faults = {}
    if not reason.strip():
        faults["reason"] = say("Say why, so that everyone can understand it.")
    if not next_step.strip() and phase is not Phase.CLOSED:
        faults["next_step"] = say("Say what happens next.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    session.add(
        PhaseChange(
            roadmap_id=roadmap.id,
            phase_before=roadmap.phase,
            phase=phase.value,
            since=since,
            reason=reason.strip(),
            next_step=next_step.strip(),
            next_on=next_on,
            changed_at=at,
            changed_by_id=actor.person_id,
        )
    )
    roadmap.phase, roadmap.phase_since, roadmap.phase_reason = phase.value, since, reason.strip()
    roadmap.next_step, roadmap.next_on = next_step.strip(), next_on
    session.flush()
    record(session, PhaseChanged(roadmap.id, roadmap.area_id, phase.value, reason.strip(), actor.person_id))


def show_working_version(session: Session, roadmap: Roadmap, is_public: bool, *, actor: Actor) -> None:
    """Let readers without an account see the working version, or cease to."""
    _must_moderate(actor, roadmap)
    if roadmap.is_working_public != is_public:
        roadmap.is_working_public = is_public
        session.flush()
        record(session, WorkingVersionShown(roadmap.id, roadmap.area_id, is_public, actor.person_id))


def lock(session: Session, roadmap: Roadmap, block_id: UUID | None, *, reason: str, actor: Actor, at: datetime) -> Lock:
    """Keep a block, or with None the whole roadmap, as it is until the lock is lifted.

    :raises Invalid: when there is no reason, or it is locked already
    """
    _must_moderate(actor, roadmap)
    if not reason.strip():
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"reason": say("Say why, so that everyone can understand it.")},
        )
    title = block_title(session, roadmap, block_id)
    if standing_lock(session, roadmap, block_id) is not None:
        raise Invalid(say("This is locked already."))
    row = Lock(
        roadmap_id=roadmap.id, block_id=block_id, reason=reason.strip(), locked_at=at, locked_by_id=actor.person_id
    )
    session.add(row)
    session.flush()
    record(session, Locked(roadmap.id, roadmap.area_id, block_id, title, reason.strip(), actor.person_id))
    return row


def unlock(session: Session, roadmap: Roadmap, block_id: UUID | None, *, actor: Actor, at: datetime) -> None:
    """Lift the lock of a block, or of the whole roadmap; nothing happens where none stands."""
    _must_moderate(actor, roadmap)
    standing = standing_lock(session, roadmap, block_id)
    if standing is None:
        return
    standing.lifted_at, standing.lifted_by_id = at, actor.person_id
    session.flush()
    title = block_title(session, roadmap, block_id)
    record(session, Unlocked(roadmap.id, roadmap.area_id, block_id, title, actor.person_id))


def author_of(actor: Actor) -> Author:
    """The actor as the engine names an author."""
    return Author(actor.person_id, actor.acting_for_id)


def _must_moderate(actor: Actor, roadmap: Roadmap) -> None:
    if not policy.may_moderate(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))


def _must_edit(session: Session, roadmap: Roadmap, changes: Sequence[Change], actor: Actor) -> None:
    if not policy.may_write(actor, roadmap):
        raise NotAllowed(_why_not_write(roadmap))
    locks: StandingLocks = standing_locks(session, roadmap)
    for change in changes:
        standing = locks.on(change.block_id)
        if not policy.may_edit(actor, roadmap, standing):
            assert standing is not None
            raise NotAllowed(say("This is locked by the process leader: %(reason)s", reason=standing.reason))


def _why_not_write(roadmap: Roadmap) -> Sentence:
    if not roadmap.state.is_open_for_writing:
        return say("The roadmap is not open for writing now: %(reason)s", reason=roadmap.phase_reason)
    return say("You can read and comment here, but not write in the roadmap. Ask the process leader if you need to.")


def _check_period(period_from: int, period_to: int) -> None:
    if period_to < period_from:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"period_to": say("The period cannot end before it begins.")},
        )
