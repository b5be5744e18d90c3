"""Preparing a pulse: what is asked, of whom, and until when. Nobody is told before it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.consultation.rules.preparing import Asked, with_organisations
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.pulse import policy
from roadmaps.pulse.events import Occasion
from roadmaps.pulse.models import Pulse, PulseAsked, PulseQuestion, PulseTurn
from roadmaps.pulse.queries import asked_in
from roadmaps.pulse.telling import tell
from roadmaps.pulse.words import QUESTIONS, Turn

NUMBER_OF_QUESTIONS = 3
LONGEST_QUESTION = 300
MOST_ASKED = 1_000
# What steps change, and so what has to be read anew by whoever has queued for one.
STEERED = ("closes_on", "confirmed_at", "opened_at", "reminded_at", "closed_at", "dropped_at")
ONLY_HOLDERS = say("Only those who lead the work can do this.")
ANOTHER_LOOK = say("Some of what you wrote needs another look.")


@dataclass(frozen=True)
class Question:
    """One of the three: by its key if it comes with the site, otherwise in the leader's own words."""

    key: str = ""
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """What is asked, and until when."""

    title: str
    opens_on: date
    closes_on: date
    words: str = ""
    remind_days: int = 5
    questions: Sequence[Question] = tuple(Question(key) for key in QUESTIONS)


def prepare(session: Session, area: Area | None, facts: Facts, *, actor: Actor, at: datetime) -> Pulse:
    """Begin a pulse of an area, or with None of the whole county. Nobody is told yet.

    :raises Invalid: when what is told cannot be right
    """
    if not policy.may_hold(actor, area):
        raise NotAllowed(ONLY_HOLDERS)
    if area is not None:
        # Two who begin at once get a number each.
        session.execute(select(Area.id).where(Area.id == area.id).with_for_update())
    here = Pulse.area_id == area.id if area else Pulse.area_id.is_(None)
    pulse = Pulse(
        id=new_id(),
        area=area,
        area_id=area.id if area else None,
        number=1 + (session.scalar(select(func.max(Pulse.number)).where(here)) or 0),
        begun_at=at,
        begun_by_id=actor.person_id,
    )
    _put_facts(pulse, facts)
    session.add(pulse)
    session.flush()
    note(session, pulse, Turn.PREPARED, actor=actor, at=at)
    return pulse


def change(session: Session, pulse: Pulse, facts: Facts, *, actor: Actor) -> None:
    """Tell it otherwise, before it has opened."""
    lock(session, pulse)
    if not policy.may_change(actor, pulse):
        raise NotAllowed(say("It has opened. Everyone must be asked the same, so it cannot be changed any more."))
    _check(facts)
    for question in pulse.questions:
        session.delete(question)
    pulse.questions = []
    session.flush()
    _put_facts(pulse, facts)
    session.flush()


def ask(session: Session, pulse: Pulse, wanted: Sequence[Asked], *, actor: Actor, at: datetime) -> list[PulseAsked]:
    """Ask these too, and return those who were not asked before. When it is open, they get their letters at once."""
    lock(session, pulse)
    if not (policy.may_change(actor, pulse) or policy.may_steer(actor, pulse)):
        raise NotAllowed(ONLY_HOLDERS)
    known = session.scalars(asked_in(pulse.id)).all()
    if len(known) + len(wanted) > MOST_ASKED:
        raise Invalid(say("At most %(most)s organisations can be asked at a time.", most=MOST_ASKED))
    names = {one.name.casefold() for one in known}
    new: list[PulseAsked] = []
    for one in with_organisations(session, wanted):
        if one.name.casefold() in names:
            continue
        names.add(one.name.casefold())
        new.append(
            PulseAsked(
                id=new_id(),
                pulse=pulse,
                pulse_id=pulse.id,
                organisation_id=one.organisation_id,
                name=one.name,
                email=one.email,
                added_at=at,
            )
        )
    session.add_all(new)
    session.flush()
    if pulse.is_open and new:
        note(session, pulse, Turn.ASKED, actor=actor, at=at, words=", ".join(one.name for one in new))
        tell(session, new, Occasion.ASKED, at=at)
    return new


def take_out(session: Session, asked: PulseAsked, *, actor: Actor) -> None:
    """Ask somebody no more, before it has opened."""
    if not policy.may_change(actor, asked.pulse):
        raise NotAllowed(say("It has opened, and the letters have been sent."))
    session.delete(asked)
    session.flush()


def lock(session: Session, pulse: Pulse) -> None:
    """Two who steer at the same time queue for it, and the second sees what the first has done."""
    session.refresh(pulse, STEERED, with_for_update=True)


def note(session: Session, pulse: Pulse, turn: Turn, *, actor: Actor | None, at: datetime, words: str = "") -> None:
    """Keep what happened; never changed."""
    person_id = actor.person_id if actor else None
    session.add(PulseTurn(id=new_id(), pulse_id=pulse.id, turn=turn, words=words, at=at, person_id=person_id))
    session.flush()


def _put_facts(pulse: Pulse, facts: Facts) -> None:
    _check(facts)
    pulse.title, pulse.words = facts.title.strip(), facts.words.strip()
    pulse.opens_on, pulse.closes_on, pulse.remind_days = facts.opens_on, facts.closes_on, facts.remind_days
    pulse.questions = [
        PulseQuestion(
            id=new_id(),
            pulse_id=pulse.id,
            position=position,
            key=one.key,
            words="" if one.key else " ".join(one.words.split()),
        )
        for position, one in enumerate(facts.questions, 1)
    ]


def _check(facts: Facts) -> None:
    faults: dict[str, Sentence] = {}
    if not facts.title.strip():
        faults["title"] = say("Write something here.")
    for position, one in enumerate(facts.questions, 1):
        if one.key not in QUESTIONS and not one.words.strip():
            faults[f"question_{position}"] = say("Write something here.")
        elif len(one.words) > LONGEST_QUESTION:
            faults[f"question_{position}"] = say("This is too long here.")
    told = [" ".join((one.key or one.words).casefold().split()) for one in facts.questions]
    if len(set(told)) < NUMBER_OF_QUESTIONS and not faults:
        faults["question_1"] = say("Ask three different questions.")
    if facts.closes_on < facts.opens_on:
        faults["closes_on"] = say("The last day cannot come before the first.")
    if not 0 <= facts.remind_days <= 30:
        faults["remind_days"] = say("Choose between 0 and 30 days.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
