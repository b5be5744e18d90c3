"""Preparing a consultation: what is asked, of whom, and until when. Nobody is told before it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.names import looks
from roadmaps.consultation import policy
from roadmaps.consultation.addressees import tell
from roadmaps.consultation.events import (
    Occasion,
)
from roadmaps.consultation.models import (
    Consultation,
    ConsultationQuestion,
    ConsultationTurn,
    Consultee,
    ConsulteeLink,
)
from roadmaps.consultation.queries import consultees_of
from roadmaps.consultation.words import Turn
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot, SnapshotKind

MOST_QUESTIONS = 30
MOST_CONSULTEES = 1_000
# What steps change, and so what has to be read anew by whoever has queued for one.
STEERED = ("closes_on", "confirmed_at", "opened_at", "reminded_at", "closed_at", "cancelled_at", "published_at")
ONLY_LEADERS = say("Only the area's process leader can do this.")
ANOTHER_LOOK = say("Some of what you wrote needs another look.")


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
        raise NotAllowed(ONLY_LEADERS)
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
    note(session, consultation, Turn.PREPARED, actor=actor, at=at)
    return consultation


def change(session: Session, consultation: Consultation, snapshot: Snapshot, facts: Facts, *, actor: Actor) -> None:
    """Tell it otherwise, before it has opened."""
    lock(session, consultation)
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
    """Ask these too, and return those who were not asked before, or at another address. Who has been asked before is
    not asked anew. When it is open, they get their letters at once.
    """
    lock(session, consultation)
    if not (policy.may_change(actor, consultation) or policy.may_steer(actor, consultation)):
        raise NotAllowed(ONLY_LEADERS)
    known = session.scalars(consultees_of(consultation.id)).all()
    by_name = {one.name.casefold(): one for one in known}
    by_organisation = {one.organisation_id: one for one in known if one.organisation_id}
    if len(known) + len(asked) > MOST_CONSULTEES:
        raise Invalid(say("At most %(most)s organisations can be asked at a time.", most=MOST_CONSULTEES))
    new: list[Consultee] = []
    again: list[Consultee] = []
    moved: list[Consultee] = []
    for one in with_organisations(session, asked):
        there = (by_organisation.get(one.organisation_id) if one.organisation_id else None) or by_name.get(
            one.name.casefold()
        )
        if there is not None:
            if one.email and one.email != there.email:
                _close_letters_to_address(session, there)
                moved.append(there)
            elif not there.is_invited:
                again.append(there)
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
        note(session, consultation, Turn.INVITED, actor=actor, at=at, words=", ".join(one.name for one in new))
    if consultation.is_open and (new or moved):
        tell(session, [*new, *moved], Occasion.INVITED, at=at)
    return [*new, *again, *moved]


def take_out(session: Session, consultee: Consultee, *, actor: Actor) -> None:
    """Ask somebody no more, before it has opened."""
    if not policy.may_change(actor, consultee.consultation):
        raise NotAllowed(say("It has opened, and the letters have been sent."))
    session.delete(consultee)
    session.flush()


def set_address(session: Session, consultee: Consultee, email: str, *, actor: Actor, at: datetime) -> None:
    """Say where letters to it go; when it is open and they went elsewhere before, it is told at once.

    The links in letters to its former address open nothing any more: they may have come to somebody else.
    """
    consultation = consultee.consultation
    if not (policy.may_change(actor, consultation) or policy.may_steer(actor, consultation)):
        raise NotAllowed(ONLY_LEADERS)
    is_new = bool(email) and email != consultee.email
    if email != consultee.email:
        _close_letters_to_address(session, consultee)
    consultee.email = email
    session.flush()
    if is_new and consultation.is_open:
        tell(session, [consultee], Occasion.INVITED, at=at)


def _close_letters_to_address(session: Session, consultee: Consultee) -> None:
    """Those to people who act for it stay: they went to nobody else."""
    theirs = ConsulteeLink.consultee_id == consultee.id, ConsulteeLink.person_id.is_(None)
    session.execute(delete(ConsulteeLink).where(*theirs))


def with_organisations(session: Session, asked: Sequence[Asked]) -> list[Asked]:
    """Who is told by name only is the organisation whose name looks the same, if there is one; nobody answers beside it."""
    names = dict(iter(session.execute(select(Organisation.id, Organisation.name))))
    is_typed = any(not one.organisation_id and one.name.strip() for one in asked)
    here = {looks(name): key for key, name in names.items()} if is_typed else {}
    found = []
    for one in asked:
        typed = " ".join(one.name.split())
        key = one.organisation_id if one.organisation_id in names else here.get(looks(typed))
        name = names[key] if key else typed[:200]
        if name:
            found.append(Asked(name, key, one.email))
    return found


def lock(session: Session, consultation: Consultation) -> None:
    """Two who steer at the same time queue for it, and the second sees what the first has done."""
    session.refresh(consultation, STEERED, with_for_update=True)


def note(
    session: Session,
    consultation: Consultation,
    turn: Turn,
    *,
    actor: Actor | None,
    at: datetime,
    words: str = "",
    closes_on: date | None = None,
) -> None:
    """Keep what happened; never changed."""
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
        raise Invalid(ANOTHER_LOOK, faults)
