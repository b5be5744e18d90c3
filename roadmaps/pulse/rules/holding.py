"""Holding a pulse: opening it, reminding, giving more time and closing. It opens and closes by itself on its days."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.pulse import policy
from roadmaps.pulse.events import Occasion, PulseClosed, PulseOpened
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.queries import asked_in, open_pulses, silent_in
from roadmaps.pulse.rules.preparing import ANOTHER_LOOK, ONLY_HOLDERS, lock, note
from roadmaps.pulse.telling import tell
from roadmaps.pulse.words import Turn

# Whoever presses twice sends one reminder.
JUST_NOW = timedelta(hours=1)


def confirm(session: Session, pulse: Pulse, *, actor: Actor, at: datetime) -> None:
    """Let it open: at once when its first day has come, otherwise by itself on that day.

    :raises Invalid: when its last day has passed, or nobody is asked
    """
    lock(session, pulse)
    if not policy.may_change(actor, pulse):
        raise NotAllowed(ONLY_HOLDERS)
    if pulse.closes_on < day_of(at):
        raise Invalid(say("Its last day has passed. Choose another one first."))
    if session.scalars(asked_in(pulse.id).limit(1)).first() is None:
        raise Invalid(say("Nobody is asked yet. Choose organisations first."))
    pulse.confirmed_at = at
    session.flush()
    if pulse.opens_on <= day_of(at):
        _open(session, pulse, actor=actor, at=at)
    else:
        note(session, pulse, Turn.CONFIRMED, actor=actor, at=at)


def drop(session: Session, pulse: Pulse, *, actor: Actor, at: datetime) -> None:
    """Let it be, before it has opened. Nobody has been told of it."""
    lock(session, pulse)
    if not policy.may_change(actor, pulse):
        raise NotAllowed(ONLY_HOLDERS)
    pulse.dropped_at = at
    session.flush()
    note(session, pulse, Turn.DROPPED, actor=actor, at=at)


def extend(session: Session, pulse: Pulse, closes_on: date, *, actor: Actor, at: datetime) -> None:
    """Give more time.

    :raises Invalid: when the day is not later than the last one
    """
    _must_steer(session, pulse, actor)
    if closes_on <= pulse.closes_on or closes_on < day_of(at):
        raise Invalid(ANOTHER_LOOK, {"closes_on": say("Choose a later day than the one that was told.")})
    pulse.closes_on, pulse.reminded_at = closes_on, None
    session.flush()
    note(session, pulse, Turn.EXTENDED, actor=actor, at=at, words=closes_on.isoformat())


def remind(session: Session, pulse: Pulse, *, actor: Actor, at: datetime) -> int:
    """Remind those who have not answered; return how many letters that was: none to whom one went within the hour."""
    _must_steer(session, pulse, actor)
    if pulse.reminded_at is not None and at - pulse.reminded_at < JUST_NOW:
        return 0
    return _remind(session, pulse, actor=actor, at=at)


def close(session: Session, pulse: Pulse, *, actor: Actor, at: datetime) -> None:
    """Take no more answers, show the result, and write to all who were asked that it is there."""
    _must_steer(session, pulse, actor)
    _close(session, pulse, actor=actor, at=at)


def see_to_days(session: Session, at: datetime) -> None:
    """Open what has been confirmed and whose first day has come, remind where the last is near, close what is over.

    In an area that is archived nobody is asked anything any more, as no answer could be given.
    """
    due = select(Pulse).where(
        Pulse.confirmed_at.is_not(None),
        Pulse.opened_at.is_(None),
        Pulse.dropped_at.is_(None),
        Pulse.opens_on <= day_of(at),
        Pulse.closes_on >= day_of(at),
    )
    for pulse in session.scalars(due).unique().all():
        if not _rests(pulse):
            _open(session, pulse, actor=None, at=at)
    for pulse in session.scalars(open_pulses()).all():
        if pulse.closes_on < day_of(at):
            _close(session, pulse, actor=None, at=at)
        elif _is_near(pulse, at) and not _rests(pulse):
            _remind(session, pulse, actor=None, at=at)


def _rests(pulse: Pulse) -> bool:
    return pulse.area is not None and pulse.area.is_archived


def _is_near(pulse: Pulse, at: datetime) -> bool:
    """Whether it is time for the reminder; whoever was asked only just now needs none."""
    days = timedelta(days=pulse.remind_days)
    was_opened = pulse.opened_at is not None and day_of(pulse.opened_at) < day_of(at)
    return bool(days) and pulse.reminded_at is None and was_opened and pulse.closes_on - days <= day_of(at)


def _open(session: Session, pulse: Pulse, *, actor: Actor | None, at: datetime) -> None:
    pulse.opened_at = at
    session.flush()
    note(session, pulse, Turn.OPENED, actor=actor, at=at)
    tell(session, session.scalars(asked_in(pulse.id)).all(), Occasion.ASKED, at=at)
    record(session, PulseOpened(pulse.id, pulse.area_id, actor.person_id if actor else None, at))


def _remind(session: Session, pulse: Pulse, *, actor: Actor | None, at: datetime) -> int:
    pulse.reminded_at = at
    session.flush()
    letters = tell(session, session.scalars(silent_in(pulse.id)).all(), Occasion.REMINDED, at=at)
    if letters:
        note(session, pulse, Turn.REMINDED, actor=actor, at=at)
    return letters


def _close(session: Session, pulse: Pulse, *, actor: Actor | None, at: datetime) -> None:
    pulse.closed_at = at
    session.flush()
    note(session, pulse, Turn.CLOSED, actor=actor, at=at)
    tell(session, session.scalars(asked_in(pulse.id)).all(), Occasion.RESULT, at=at)
    record(session, PulseClosed(pulse.id, pulse.area_id, actor.person_id if actor else None, at))


def _must_steer(session: Session, pulse: Pulse, actor: Actor) -> None:
    lock(session, pulse)
    if not policy.may_steer(actor, pulse):
        raise NotAllowed(ONLY_HOLDERS)
