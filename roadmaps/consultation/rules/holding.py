"""Holding a consultation: opening it, giving more time, reminding, closing and cancelling.

It opens by itself on its first day, once whoever holds it has confirmed it; so nothing is sent by a slip of the hand.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.consultation import policy
from roadmaps.consultation.addressees import tell
from roadmaps.consultation.events import (
    ConsultationCancelled,
    ConsultationClosed,
    ConsultationExtended,
    ConsultationOpened,
    Occasion,
)
from roadmaps.consultation.models import (
    Consultation,
    Consultee,
    Response,
)
from roadmaps.consultation.queries import consultees_of, open_consultations
from roadmaps.consultation.rules.preparing import ANOTHER_LOOK, ONLY_LEADERS, lock, note
from roadmaps.consultation.words import Turn
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.phases import Phase

LONGEST_REASON = 2_000


def confirm(session: Session, consultation: Consultation, *, actor: Actor, at: datetime) -> None:
    """Let it open: at once when its first day has come, otherwise by itself on that day.

    :raises Invalid: when its last day has passed, or nobody could answer
    """
    lock(session, consultation)
    if not policy.may_change(actor, consultation):
        raise NotAllowed(ONLY_LEADERS)
    if consultation.closes_on < day_of(at):
        raise Invalid(say("Its last day has passed. Choose another one first."))
    if not consultation.is_open_call and not session.scalars(consultees_of(consultation.id).limit(1)).first():
        raise Invalid(say("Nobody is asked yet. Choose organisations, or let everyone answer."))
    consultation.confirmed_at = at
    session.flush()
    if consultation.opens_on <= day_of(at):
        _open(session, consultation, actor=actor, at=at)
    else:
        note(session, consultation, Turn.CONFIRMED, actor=actor, at=at)


def open_due(session: Session, at: datetime) -> None:
    """Open what has been confirmed and whose first day has come."""
    due = select(Consultation).where(
        Consultation.confirmed_at.is_not(None),
        Consultation.opened_at.is_(None),
        Consultation.cancelled_at.is_(None),
        Consultation.opens_on <= day_of(at),
    )
    for consultation in session.scalars(due).all():
        _open(session, consultation, actor=None, at=at)


def extend(
    session: Session, consultation: Consultation, closes_on: date, *, reason: str, actor: Actor, at: datetime
) -> None:
    """Give more time, and tell those who have not answered.

    :raises Invalid: when the day is not later than the last one, or no reason is given
    """
    _must_steer(session, consultation, actor)
    faults = _reason_faults(reason)
    if closes_on <= consultation.closes_on or closes_on < day_of(at):
        faults["closes_on"] = say("Choose a later day than the one that was told.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
    consultation.closes_on, consultation.reminded_at = closes_on, None
    session.flush()
    note(session, consultation, Turn.EXTENDED, actor=actor, at=at, words=reason, closes_on=closes_on)
    tell(session, _silent(session, consultation), Occasion.EXTENDED, at=at, words=reason.strip())
    record(session, ConsultationExtended(*_about(consultation, actor, at), closes_on, reason.strip()))


def remind(session: Session, consultation: Consultation, *, actor: Actor, at: datetime) -> int:
    """Remind those who have neither answered nor declined; return how many letters that was."""
    _must_steer(session, consultation, actor)
    return _remind(session, consultation, actor=actor, at=at)


def remind_due(session: Session, at: datetime) -> None:
    """Remind in every consultation whose last day is near, once for each last day."""
    for consultation in session.scalars(open_consultations().where(Consultation.reminded_at.is_(None))).all():
        days = timedelta(days=consultation.remind_days)
        is_near = days and consultation.closes_on - days <= day_of(at) <= consultation.closes_on
        # Whoever was asked only just now needs no reminder.
        was_opened = consultation.opened_at is not None and day_of(consultation.opened_at) < day_of(at)
        if is_near and was_opened:
            _remind(session, consultation, actor=None, at=at)


def close(session: Session, consultation: Consultation, *, next_step: str, actor: Actor, at: datetime) -> None:
    """Take no more answers. Those that came after the last day are in, and marked as late.

    :param next_step: what the roadmap is to say about what happens next, where its state follows
    """
    _must_steer(session, consultation, actor)
    consultation.closed_at = at
    session.flush()
    note(session, consultation, Turn.CLOSED, actor=actor, at=at)
    _leave_state(session, consultation, reason=consultation.title, next_step=next_step, actor=actor, at=at)
    record(session, ConsultationClosed(*_about(consultation, actor, at)))


def cancel(
    session: Session, consultation: Consultation, *, reason: str, next_step: str, actor: Actor, at: datetime
) -> None:
    """End it without replies, and tell those who have been asked why.

    :raises Invalid: when no reason is given
    """
    lock(session, consultation)
    if not policy.may_cancel(actor, consultation):
        raise NotAllowed(ONLY_LEADERS)
    if faults := _reason_faults(reason):
        raise Invalid(ANOTHER_LOOK, faults)
    was_open = consultation.is_open
    consultation.cancelled_at = at
    session.flush()
    note(session, consultation, Turn.CANCELLED, actor=actor, at=at, words=reason)
    if was_open:
        tell(session, session.scalars(consultees_of(consultation.id)).all(), Occasion.CANCELLED, at=at, words=reason)
        _leave_state(session, consultation, reason=reason, next_step=next_step, actor=actor, at=at)
        record(session, ConsultationCancelled(*_about(consultation, actor, at), reason.strip()))


def _open(session: Session, consultation: Consultation, *, actor: Actor | None, at: datetime) -> None:
    consultation.opened_at = at
    session.flush()
    note(session, consultation, Turn.OPENED, actor=actor, at=at)
    roadmap = consultation.roadmap
    opener = actor or load_actor(session, consultation.begun_by_id, on=day_of(at))
    # Whoever confirmed it may have left since; the state is then for those who come after to set.
    if consultation.sets_state and opener and policy.may_hold(opener, roadmap) and roadmap.state.is_open_for_writing:
        roadmap_rules.change_phase(
            session,
            roadmap,
            Phase.CONSULTATION,
            reason=consultation.purpose,
            since=day_of(at),
            next_step=consultation.title,
            next_on=consultation.closes_on,
            actor=opener,
            at=at,
        )
    tell(session, session.scalars(consultees_of(consultation.id)).all(), Occasion.INVITED, at=at)
    record(session, ConsultationOpened(*_about(consultation, actor, at)))


def _leave_state(
    session: Session, consultation: Consultation, *, reason: str, next_step: str, actor: Actor, at: datetime
) -> None:
    roadmap = consultation.roadmap
    if consultation.sets_state and roadmap.state is Phase.CONSULTATION:
        roadmap_rules.change_phase(
            session,
            roadmap,
            Phase.BEING_WRITTEN,
            reason=reason,
            since=day_of(at),
            next_step=next_step,
            next_on=None,
            actor=actor,
            at=at,
        )


def _remind(session: Session, consultation: Consultation, *, actor: Actor | None, at: datetime) -> int:
    consultation.reminded_at = at
    session.flush()
    letters = tell(session, _silent(session, consultation), Occasion.REMINDED, at=at)
    if letters:
        note(session, consultation, Turn.REMINDED, actor=actor, at=at)
    return letters


def _silent(session: Session, consultation: Consultation) -> Sequence[Consultee]:
    """Those who have neither answered nor declined."""
    answered = select(Response.consultee_id).where(Response.consultation_id == consultation.id)
    return session.scalars(
        consultees_of(consultation.id).where(Consultee.declined_at.is_(None), Consultee.id.not_in(answered))
    ).all()


def _reason_faults(reason: str) -> dict[str, Sentence]:
    if not reason.strip():
        return {"reason": say("Say why, so that everyone can understand it.")}
    if len(reason) > LONGEST_REASON:
        return {"reason": say("This is too long here.")}
    return {}


def _must_steer(session: Session, consultation: Consultation, actor: Actor) -> None:
    lock(session, consultation)
    if not policy.may_steer(actor, consultation):
        raise NotAllowed(ONLY_LEADERS)


def _about(
    consultation: Consultation, actor: Actor | None, at: datetime
) -> tuple[UUID, UUID, UUID, UUID | None, datetime]:
    person_id = actor.person_id if actor else None
    return consultation.id, consultation.roadmap_id, consultation.roadmap.area_id, person_id, at
