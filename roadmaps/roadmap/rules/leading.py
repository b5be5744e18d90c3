"""What those who lead an area do with its roadmap as a whole: beginning, period, states, locks, who may read."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import may_manage_areas
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.revisions.models import History
from roadmaps.roadmap import policy
from roadmaps.roadmap.events import Locked, PhaseChanged, RoadmapBegun, Unlocked, WorkingVersionShown
from roadmaps.roadmap.locks import SECTIONS
from roadmaps.roadmap.models import Lock, PhaseChange, Roadmap
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.queries import block_title, roadmap_of, unlifted_lock


def begin_roadmap(session: Session, area: Area, *, period_from: int, period_to: int, actor: Actor, on: date) -> Roadmap:
    """Give the area an empty roadmap, in preparation.

    :raises Invalid: when the period ends before it begins, or the area has a roadmap already
    """
    if not may_manage_areas(actor):
        raise NotAllowed(say("Only a coordinator can begin a roadmap."))
    _check_period(period_from, period_to)
    # Two who begin at once queue for the area.
    session.execute(select(Area.id).where(Area.id == area.id).with_for_update())
    if roadmap_of(session, area.id) is not None:
        raise Invalid(say("The area has a roadmap already."))
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
    decision: str = "",
) -> None:
    """Let the roadmap go to another state, or tell anew why it is in this one and what happens next.

    :param decision: what the state rests on, where somebody has decided it: who, when, and where it can be read
    :raises Invalid: when there is no reason, nothing about what happens next (unless it is closed), or no day on which
        a pause is to be looked at again
    """
    _must_moderate(actor, roadmap)
    faults = {}
    if not reason.strip():
        faults["reason"] = say("Say why, so that everyone can understand it.")
    if not next_step.strip() and phase is not Phase.CLOSED:
        faults["next_step"] = say("Say what happens next.")
    if phase is Phase.PAUSED and next_on is None:
        faults["next_on"] = say(
            "Say on which day the pause is to be looked at again. Those who lead are reminded then."
        )
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    session.add(
        PhaseChange(
            roadmap_id=roadmap.id,
            phase_before=roadmap.phase,
            phase=phase.value,
            since=since,
            reason=reason.strip(),
            decision=decision.strip(),
            next_step=next_step.strip(),
            next_on=next_on,
            changed_at=at,
            changed_by_id=actor.person_id,
        )
    )
    roadmap.phase, roadmap.phase_since, roadmap.phase_reason = phase.value, since, reason.strip()
    roadmap.phase_decision = decision.strip()
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


def lock(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID | None,
    *,
    section: str = "",
    reason: str,
    until_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> Lock:
    """Keep a block, a section or, with neither, the whole roadmap as it is until the lock is lifted or its day is past.

    :raises Invalid: when there is no reason, the last day has been, or it is locked already
    """
    _must_moderate(actor, roadmap)
    if section and (section not in SECTIONS or block_id is not None):
        raise NotFound
    today = day_of(at)
    faults = {}
    if not reason.strip():
        faults["reason"] = say("Say why, so that everyone can understand it.")
    if until_on is not None and until_on < today:
        faults["until_on"] = say("Choose today or a day ahead.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    title = block_title(session, roadmap, block_id)
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    before = unlifted_lock(session, roadmap, block_id, section)
    if before is not None and (before.until_on is None or before.until_on >= today):
        raise Invalid(say("This is locked already."))
    if before is not None:
        # Its last day is past: it stands no more, and makes room for this one.
        before.lifted_at = at
        session.flush()
    row = Lock(
        roadmap_id=roadmap.id,
        block_id=block_id,
        section=section,
        reason=reason.strip(),
        until_on=until_on,
        locked_at=at,
        locked_by_id=actor.person_id,
    )
    session.add(row)
    session.flush()
    about = roadmap.id, roadmap.area_id, block_id
    record(session, Locked(*about, title, row.reason, actor.person_id, section, until_on, at))
    return row


def unlock(
    session: Session, roadmap: Roadmap, block_id: UUID | None, *, section: str = "", actor: Actor, at: datetime
) -> None:
    """Lift the lock of a block, a section or the whole roadmap; nothing happens where none stands."""
    _must_moderate(actor, roadmap)
    standing = unlifted_lock(session, roadmap, block_id, section)
    if standing is None:
        return
    standing.lifted_at, standing.lifted_by_id = at, actor.person_id
    session.flush()
    title = block_title(session, roadmap, block_id)
    record(session, Unlocked(roadmap.id, roadmap.area_id, block_id, title, actor.person_id, section, at))


def _must_moderate(actor: Actor, roadmap: Roadmap) -> None:
    if not policy.may_moderate(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))


def _check_period(period_from: int, period_to: int) -> None:
    if period_to < period_from:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"period_to": say("The period cannot end before it begins.")},
        )
