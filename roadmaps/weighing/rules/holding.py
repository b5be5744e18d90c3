"""Holding a round: opening it, more time, reminding, closing and cancelling.

It opens by itself on its first day, once whoever holds it has confirmed it, and closes by itself after its last.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.weighing import policy
from roadmaps.weighing.addressees import tell
from roadmaps.weighing.events import Occasion, WeighingCancelled, WeighingClosed, WeighingOpened
from roadmaps.weighing.models import Weigher, WeighingRound
from roadmaps.weighing.queries import criteria_now, how_far, open_rounds, weighers_of
from roadmaps.weighing.rules.criteria import ANOTHER_LOOK, LONGEST_REASON, ONLY_LEADERS
from roadmaps.weighing.rules.preparing import lock, note
from roadmaps.weighing.words import Kind, State, Turn

# Easy to read from afar, and nothing that can be taken for something else.
LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"
CODE_LENGTH = 6
REMIND_DAYS = 3
# Whoever presses twice sends one reminder.
JUST_NOW = timedelta(hours=1)


def confirm(session: Session, weighing: WeighingRound, *, actor: Actor, at: datetime) -> None:
    """Let it open: at once when its first day has come, otherwise by itself on that day.

    :raises Invalid: when its last day has passed, there are no criteria, or nobody could weigh
    """
    lock(session, weighing)
    if not policy.may_change(actor, weighing):
        raise NotAllowed(ONLY_LEADERS)
    if weighing.closes_on < day_of(at):
        raise Invalid(say("Its last day has passed. Choose another one first."))
    if weighing.kind is Kind.CRITERIA:
        if criteria_now(session, weighing.roadmap_id) is None:
            raise Invalid(say("The area has no criteria yet. Set them first."))
        if not weighing.is_open_call and not weighers_of(session, weighing.id):
            raise Invalid(say("Nobody is asked yet. Choose organisations, or let everyone in the area weigh."))
    weighing.confirmed_at = at
    session.flush()
    if weighing.opens_on <= day_of(at):
        _open(session, weighing, actor=actor, at=at)
    else:
        note(session, weighing, Turn.CONFIRMED, actor=actor, at=at)


def open_due(session: Session, at: datetime) -> None:
    """Open what has been confirmed and whose first day has come."""
    due = select(WeighingRound).where(
        WeighingRound.confirmed_at.is_not(None),
        WeighingRound.opened_at.is_(None),
        WeighingRound.cancelled_at.is_(None),
        WeighingRound.opens_on <= day_of(at),
    )
    for weighing in session.scalars(due).unique().all():
        lock(session, weighing)
        if weighing.state is State.WAITING:
            _open(session, weighing, actor=None, at=at)


def close_due(session: Session, at: datetime) -> None:
    """Close what has been open through its last day."""
    for weighing in session.scalars(open_rounds().where(WeighingRound.closes_on < day_of(at))).unique().all():
        lock(session, weighing)
        if weighing.is_open and weighing.closes_on < day_of(at):
            _close(session, weighing, actor=None, at=at)


def extend(
    session: Session, weighing: WeighingRound, closes_on: date, *, reason: str, actor: Actor, at: datetime
) -> None:
    """Give more time, and tell those who have not weighed everything.

    :raises Invalid: when the day is not later than the last one, or no reason is given
    """
    _must_steer(session, weighing, actor)
    faults = _reason_faults(reason)
    if closes_on <= weighing.closes_on or closes_on < day_of(at):
        faults["closes_on"] = say("Choose a later day than the one that was told.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
    weighing.closes_on, weighing.reminded_at = closes_on, None
    session.flush()
    note(session, weighing, Turn.EXTENDED, actor=actor, at=at, words=reason, closes_on=closes_on)
    tell(session, _unready(session, weighing), Occasion.EXTENDED, at=at, words=reason.strip())


def remind(session: Session, weighing: WeighingRound, *, actor: Actor, at: datetime) -> int:
    """Remind those who were asked and have not weighed everything.

    Return how many letters that was: none when a reminder went within the hour.
    """
    _must_steer(session, weighing, actor)
    if weighing.reminded_at is not None and at - weighing.reminded_at < JUST_NOW:
        return 0
    return _remind(session, weighing, actor=actor, at=at)


def remind_due(session: Session, at: datetime) -> None:
    """Remind in every round whose last day is near, once for each last day."""
    for weighing in session.scalars(open_rounds().where(WeighingRound.reminded_at.is_(None))).unique().all():
        is_near = weighing.closes_on - timedelta(days=REMIND_DAYS) <= day_of(at) <= weighing.closes_on
        # Whoever was asked only just now needs no reminder.
        was_opened = weighing.opened_at is not None and day_of(weighing.opened_at) < day_of(at)
        if is_near and was_opened and weighing.kind is Kind.CRITERIA:
            _remind(session, weighing, actor=None, at=at)


def close(session: Session, weighing: WeighingRound, *, actor: Actor, at: datetime) -> None:
    """Take nothing more, and let the result be read."""
    _must_steer(session, weighing, actor)
    _close(session, weighing, actor=actor, at=at)


def cancel(session: Session, weighing: WeighingRound, *, reason: str, actor: Actor, at: datetime) -> None:
    """End it without a result, and tell those who were asked why. What was given is kept, and read by nobody.

    :raises Invalid: when no reason is given
    """
    lock(session, weighing)
    if not policy.may_cancel(actor, weighing):
        raise NotAllowed(ONLY_LEADERS)
    if faults := _reason_faults(reason):
        raise Invalid(ANOTHER_LOOK, faults)
    was_open, weighing.cancelled_at = weighing.is_open, at
    session.flush()
    note(session, weighing, Turn.CANCELLED, actor=actor, at=at, words=reason)
    if was_open:
        tell(session, weighers_of(session, weighing.id), Occasion.CANCELLED, at=at, words=reason.strip())
        record(session, WeighingCancelled(*_about(weighing, actor, at), reason.strip()))


def _open(session: Session, weighing: WeighingRound, *, actor: Actor | None, at: datetime) -> None:
    """From here on the words and the criteria are fixed, so that everyone weighs the same."""
    weighing.opened_at = at
    for entry in weighing.entries:
        one = entry.candidate
        entry.title, entry.what, entry.why, entry.for_whom = one.title, one.what, one.why, one.for_whom
    if weighing.kind is Kind.CRITERIA:
        chosen = criteria_now(session, weighing.roadmap_id)
        assert chosen is not None  # nobody can take criteria away, only set others
        weighing.criteria_set_id = chosen.id
    else:
        weighing.code = _new_code(session)
    session.flush()
    note(session, weighing, Turn.OPENED, actor=actor, at=at)
    tell(session, weighers_of(session, weighing.id), Occasion.INVITED, at=at)
    record(session, WeighingOpened(*_about(weighing, actor, at)))


def _close(session: Session, weighing: WeighingRound, *, actor: Actor | None, at: datetime) -> None:
    weighing.closed_at = at
    session.flush()
    note(session, weighing, Turn.CLOSED, actor=actor, at=at)
    weighed = how_far(session, weighing.id)
    tell(session, [one for one in weighers_of(session, weighing.id) if one.id in weighed], Occasion.CLOSED, at=at)
    record(session, WeighingClosed(*_about(weighing, actor, at)))


def _remind(session: Session, weighing: WeighingRound, *, actor: Actor | None, at: datetime) -> int:
    weighing.reminded_at = at
    session.flush()
    letters = tell(session, _unready(session, weighing), Occasion.REMINDED, at=at)
    note(session, weighing, Turn.REMINDED, actor=actor, at=at)
    return letters


def _unready(session: Session, weighing: WeighingRound) -> Sequence[Weigher]:
    """Those who were asked by name, or have begun, and have not weighed every candidate."""
    weighed = how_far(session, weighing.id)
    return [one for one in weighers_of(session, weighing.id) if weighed.get(one.id, 0) < len(weighing.entries)]


def _must_steer(session: Session, weighing: WeighingRound, actor: Actor) -> None:
    lock(session, weighing)
    if not policy.may_steer(actor, weighing):
        raise NotAllowed(ONLY_LEADERS)


def _reason_faults(reason: str) -> dict[str, Sentence]:
    if not reason.strip():
        return {"reason": say("Say why. Everyone can read it.")}
    return {"reason": say("This is too long here.")} if len(reason) > LONGEST_REASON else {}


def _about(
    weighing: WeighingRound, actor: Actor | None, at: datetime
) -> tuple[UUID, UUID, UUID, UUID | None, datetime]:
    return weighing.id, weighing.roadmap_id, weighing.roadmap.area_id, actor.person_id if actor else None, at


def _new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if session.scalar(select(WeighingRound.id).where(WeighingRound.code == code)) is None:
            return code
