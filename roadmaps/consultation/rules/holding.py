"""Holding a consultation: preparing it, opening it, giving more time, reminding, closing and cancelling.

Until it opens, everything can be changed and nobody has been told. It opens by itself on its first day, once whoever
holds it has confirmed it; so nothing is sent by a slip of the hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
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
    ConsultationQuestion,
    ConsultationTurn,
    Consultee,
    Response,
)
from roadmaps.consultation.queries import consultees_of, open_consultations
from roadmaps.consultation.words import Turn
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase
from roadmaps.snapshots.models import Snapshot, SnapshotKind

MOST_QUESTIONS = 30
MOST_CONSULTEES = 1_000
LONGEST_REASON = 2_000
# What steps change, and so what has to be read anew by whoever has queued for one.
STEERED = ("closes_on", "confirmed_at", "opened_at", "reminded_at", "closed_at", "cancelled_at", "published_at")


@dataclass(frozen=True)
class Facts:
    """What is asked, of which version, and until when. The questions stand in order."""

    title: str
    purpose: str
    opens_on: date
    closes_on: date
    reading_guide: str = ""
    registry_number: str = ""
    questions: Sequence[str] = ()
    is_open_call: bool = True
    remind_days: int = 7
    sets_state: bool = True


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked by name: an organisation here, or one that is only known by name and address."""

    name: str
    organisation_id: UUID | None = None
    email: str = ""


def prepare(
    session: Session, roadmap: Roadmap, snapshot: Snapshot, facts: Facts, *, actor: Actor, at: datetime
) -> Consultation:
    """Begin a consultation on a frozen version. Nobody is told yet.

    :raises Invalid: when the version was not frozen for a consultation, or what is told cannot be right
    """
    if not policy.may_hold(actor, roadmap):
        raise NotAllowed(_ONLY_LEADERS)
    # Two who begin at once get a number each.
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    number = select(func.max(Consultation.number)).where(Consultation.roadmap_id == roadmap.id)
    consultation = Consultation(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        number=1 + (session.scalar(number) or 0),
        begun_at=at,
        begun_by_id=actor.person_id,
    )
    _put_facts(consultation, snapshot, facts)
    session.add(consultation)
    session.flush()
    _note(session, consultation, Turn.PREPARED, actor=actor, at=at)
    return consultation


def change(session: Session, consultation: Consultation, snapshot: Snapshot, facts: Facts, *, actor: Actor) -> None:
    """Tell it otherwise, before it has opened."""
    _lock(session, consultation)
    if not policy.may_change(actor, consultation):
        raise NotAllowed(say("It has opened. Everyone must be asked the same, so it cannot be changed any more."))
    _check(consultation.roadmap, snapshot, facts)
    for question in consultation.questions:
        session.delete(question)
    consultation.questions = []
    session.flush()
    _put_facts(consultation, snapshot, facts)
    session.flush()


def invite(
    session: Session, consultation: Consultation, asked: Sequence[Asked], *, actor: Actor, at: datetime
) -> list[Consultee]:
    """Ask these too; who has been asked before is not asked anew. When it is open, they get their letters at once."""
    _lock(session, consultation)
    if not (policy.may_change(actor, consultation) or policy.may_steer(actor, consultation)):
        raise NotAllowed(_ONLY_LEADERS)
    known = session.scalars(consultees_of(consultation.id)).all()
    by_name = {one.name.casefold(): one for one in known}
    by_organisation = {one.organisation_id: one for one in known if one.organisation_id}
    if len(known) + len(asked) > MOST_CONSULTEES:
        raise Invalid(say("At most %(most)s organisations can be asked at a time.", most=MOST_CONSULTEES))
    new: list[Consultee] = []
    for one in _with_organisations(session, asked):
        there = (by_organisation.get(one.organisation_id) if one.organisation_id else None) or by_name.get(
            one.name.casefold()
        )
        if there is not None:
            there.is_invited, there.email = True, one.email or there.email
            continue
        consultee = Consultee(
            id=new_id(),
            consultation=consultation,
            consultation_id=consultation.id,
            organisation_id=one.organisation_id,
            name=one.name,
            email=one.email,
            is_invited=True,
            added_at=at,
        )
        session.add(consultee)
        new.append(consultee)
        by_name[one.name.casefold()] = consultee
        if one.organisation_id:
            by_organisation[one.organisation_id] = consultee
    session.flush()
    if consultation.is_open and new:
        _note(session, consultation, Turn.INVITED, actor=actor, at=at, words=", ".join(one.name for one in new))
        tell(session, new, Occasion.INVITED, at=at)
    return new


def take_out(session: Session, consultee: Consultee, *, actor: Actor) -> None:
    """Ask somebody no more, before it has opened."""
    if not policy.may_change(actor, consultee.consultation):
        raise NotAllowed(say("It has opened, and the letters have been sent."))
    session.delete(consultee)
    session.flush()


def set_address(session: Session, consultee: Consultee, email: str, *, actor: Actor, at: datetime) -> None:
    """Say where letters to it go; when it is open and it had nowhere to be reached, it is told at once."""
    consultation = consultee.consultation
    if not (policy.may_change(actor, consultation) or policy.may_steer(actor, consultation)):
        raise NotAllowed(_ONLY_LEADERS)
    is_new = bool(email) and email != consultee.email
    consultee.email = email
    session.flush()
    if is_new and consultation.is_open:
        tell(session, [consultee], Occasion.INVITED, at=at)


def confirm(session: Session, consultation: Consultation, *, actor: Actor, at: datetime) -> None:
    """Let it open: at once when its first day has come, otherwise by itself on that day.

    :raises Invalid: when its last day has passed, or nobody could answer
    """
    _lock(session, consultation)
    if not policy.may_change(actor, consultation):
        raise NotAllowed(_ONLY_LEADERS)
    if consultation.closes_on < _day(at):
        raise Invalid(say("Its last day has passed. Choose another one first."))
    if not consultation.is_open_call and not session.scalars(consultees_of(consultation.id).limit(1)).first():
        raise Invalid(say("Nobody is asked yet. Choose organisations, or let everyone answer."))
    consultation.confirmed_at = at
    session.flush()
    if consultation.opens_on <= _day(at):
        _open(session, consultation, actor=actor, at=at)
    else:
        _note(session, consultation, Turn.CONFIRMED, actor=actor, at=at)


def open_due(session: Session, at: datetime) -> None:
    """Open what has been confirmed and whose first day has come."""
    due = select(Consultation).where(
        Consultation.confirmed_at.is_not(None),
        Consultation.opened_at.is_(None),
        Consultation.cancelled_at.is_(None),
        Consultation.opens_on <= _day(at),
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
    if closes_on <= consultation.closes_on or closes_on < _day(at):
        faults["closes_on"] = say("Choose a later day than the one that was told.")
    if faults:
        raise Invalid(_ANOTHER_LOOK, faults)
    consultation.closes_on, consultation.reminded_at = closes_on, None
    session.flush()
    _note(session, consultation, Turn.EXTENDED, actor=actor, at=at, words=reason, closes_on=closes_on)
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
        is_near = days and consultation.closes_on - days <= _day(at) <= consultation.closes_on
        # Whoever was asked only just now needs no reminder.
        was_opened = consultation.opened_at is not None and _day(consultation.opened_at) < _day(at)
        if is_near and was_opened:
            _remind(session, consultation, actor=None, at=at)


def close(session: Session, consultation: Consultation, *, next_step: str, actor: Actor, at: datetime) -> None:
    """Take no more answers. Those that came after the last day are in, and marked as late.

    :param next_step: what the roadmap is to say about what happens next, where its state follows
    """
    _must_steer(session, consultation, actor)
    consultation.closed_at = at
    session.flush()
    _note(session, consultation, Turn.CLOSED, actor=actor, at=at)
    _leave_state(session, consultation, reason=consultation.title, next_step=next_step, actor=actor, at=at)
    record(session, ConsultationClosed(*_about(consultation, actor, at)))


def cancel(
    session: Session, consultation: Consultation, *, reason: str, next_step: str, actor: Actor, at: datetime
) -> None:
    """End it without replies, and tell those who have been asked why.

    :raises Invalid: when no reason is given
    """
    _lock(session, consultation)
    if not policy.may_cancel(actor, consultation):
        raise NotAllowed(_ONLY_LEADERS)
    if faults := _reason_faults(reason):
        raise Invalid(_ANOTHER_LOOK, faults)
    was_open = consultation.is_open
    consultation.cancelled_at = at
    session.flush()
    _note(session, consultation, Turn.CANCELLED, actor=actor, at=at, words=reason)
    if was_open:
        tell(session, session.scalars(consultees_of(consultation.id)).all(), Occasion.CANCELLED, at=at, words=reason)
        _leave_state(session, consultation, reason=reason, next_step=next_step, actor=actor, at=at)
        record(session, ConsultationCancelled(*_about(consultation, actor, at), reason.strip()))


def _open(session: Session, consultation: Consultation, *, actor: Actor | None, at: datetime) -> None:
    consultation.opened_at = at
    session.flush()
    _note(session, consultation, Turn.OPENED, actor=actor, at=at)
    roadmap = consultation.roadmap
    opener = actor or load_actor(session, consultation.begun_by_id, on=_day(at))
    # Whoever confirmed it may have left since; the state is then for those who come after to set.
    if consultation.sets_state and opener and policy.may_hold(opener, roadmap) and roadmap.state.is_open_for_writing:
        roadmap_rules.change_phase(
            session,
            roadmap,
            Phase.CONSULTATION,
            reason=consultation.purpose,
            since=_day(at),
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
            since=_day(at),
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
        _note(session, consultation, Turn.REMINDED, actor=actor, at=at)
    return letters


def _silent(session: Session, consultation: Consultation) -> Sequence[Consultee]:
    """Those who have neither answered nor declined."""
    answered = select(Response.consultee_id).where(Response.consultation_id == consultation.id)
    return session.scalars(
        consultees_of(consultation.id).where(Consultee.declined_at.is_(None), Consultee.id.not_in(answered))
    ).all()


def _with_organisations(session: Session, asked: Sequence[Asked]) -> list[Asked]:
    """Who is told by name only is the organisation of that name, if there is one."""
    rows = session.execute(select(Organisation.id, Organisation.name))
    names = dict(iter(rows))
    here = {name.casefold(): key for key, name in names.items()}
    found = []
    for one in asked:
        organisation_id = one.organisation_id or here.get(one.name.strip().casefold())
        name = names.get(organisation_id, one.name.strip()) if organisation_id else one.name.strip()
        if name:
            found.append(Asked(name[:200], organisation_id, one.email))
    return found


def _put_facts(consultation: Consultation, snapshot: Snapshot, facts: Facts) -> None:
    _check(consultation.roadmap, snapshot, facts)
    consultation.snapshot_id = snapshot.id
    consultation.title, consultation.purpose = facts.title.strip(), facts.purpose.strip()
    consultation.reading_guide, consultation.registry_number = (
        facts.reading_guide.strip(),
        facts.registry_number.strip(),
    )
    consultation.is_open_call, consultation.sets_state = facts.is_open_call, facts.sets_state
    consultation.opens_on, consultation.closes_on = facts.opens_on, facts.closes_on
    consultation.remind_days = facts.remind_days
    consultation.questions = [
        ConsultationQuestion(id=new_id(), consultation_id=consultation.id, position=position, words=words.strip())
        for position, words in enumerate(one for one in facts.questions if one.strip())
    ]


def _check(roadmap: Roadmap, snapshot: Snapshot, facts: Facts) -> None:
    faults: dict[str, Sentence] = {}
    if snapshot.roadmap_id != roadmap.id or snapshot.sort is not SnapshotKind.CONSULTATION:
        faults["snapshot"] = say("Choose a version that has been frozen for consultation.")
    if not facts.title.strip():
        faults["title"] = say("Write something here.")
    if not facts.purpose.strip():
        faults["purpose"] = say("Say why you ask, so that everyone can understand it.")
    if facts.closes_on < facts.opens_on:
        faults["closes_on"] = say("The last day cannot come before the first.")
    if len([one for one in facts.questions if one.strip()]) > MOST_QUESTIONS:
        faults["questions"] = say("Ask at most %(most)s questions.", most=MOST_QUESTIONS)
    if not 0 <= facts.remind_days <= 60:
        faults["remind_days"] = say("Choose between 0 and 60 days.")
    if faults:
        raise Invalid(_ANOTHER_LOOK, faults)


def _reason_faults(reason: str) -> dict[str, Sentence]:
    if not reason.strip():
        return {"reason": say("Say why, so that everyone can understand it.")}
    if len(reason) > LONGEST_REASON:
        return {"reason": say("This is too long here.")}
    return {}


def _must_steer(session: Session, consultation: Consultation, actor: Actor) -> None:
    _lock(session, consultation)
    if not policy.may_steer(actor, consultation):
        raise NotAllowed(_ONLY_LEADERS)


def _lock(session: Session, consultation: Consultation) -> None:
    """Two who steer at the same time queue for it, and the second sees what the first has done."""
    session.refresh(consultation, STEERED, with_for_update=True)


def _note(
    session: Session,
    consultation: Consultation,
    turn: Turn,
    *,
    actor: Actor | None,
    at: datetime,
    words: str = "",
    closes_on: date | None = None,
) -> None:
    session.add(
        ConsultationTurn(
            id=new_id(),
            consultation_id=consultation.id,
            turn=turn,
            words=words.strip(),
            closes_on=closes_on,
            at=at,
            person_id=actor.person_id if actor else None,
        )
    )
    session.flush()


def _about(
    consultation: Consultation, actor: Actor | None, at: datetime
) -> tuple[UUID, UUID, UUID, UUID | None, datetime]:
    person_id = actor.person_id if actor else None
    return consultation.id, consultation.roadmap_id, consultation.roadmap.area_id, person_id, at


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


_ONLY_LEADERS = say("Only the area's process leader can do this.")
_ANOTHER_LOOK = say("Some of what you wrote needs another look.")
