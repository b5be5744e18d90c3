"""Preparing a round: which candidates, in which way, by whom and until when. Nobody is told before it opens."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.discovery.models import Candidate
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing import policy
from roadmaps.weighing.addressees import tell
from roadmaps.weighing.events import Occasion
from roadmaps.weighing.models import Weigher, WeighingEntry, WeighingRound, WeighingTurn
from roadmaps.weighing.queries import weighers_of
from roadmaps.weighing.rules.criteria import ANOTHER_LOOK, ONLY_LEADERS
from roadmaps.weighing.words import Kind, Turn

FEWEST_CANDIDATES, MOST_CANDIDATES = 2, 30
# What steps change, and so what has to be read anew by whoever has queued for a round.
STEERED = ("closes_on", "confirmed_at", "opened_at", "reminded_at", "closed_at", "cancelled_at")
ITS_OPEN = say("It has opened. Everyone must weigh the same, so it cannot be changed any more.")


@dataclass(frozen=True)
class Facts:
    """What is asked, between which days; `dots` is how many each person in a room has."""

    title: str
    opens_on: date
    closes_on: date
    purpose: str = ""
    is_open_call: bool = True
    dots: int | None = None
    shows_live: bool = True


def prepare(
    session: Session,
    roadmap: Roadmap,
    kind: Kind,
    facts: Facts,
    candidates: Sequence[Candidate],
    *,
    actor: Actor,
    at: datetime,
) -> WeighingRound:
    """Begin a round. Nobody is told yet.

    :raises Invalid: when there are too few candidates to choose among, or what is told cannot be right
    """
    if not policy.may_hold(actor, roadmap):
        raise NotAllowed(ONLY_LEADERS)
    _check(roadmap, kind, facts, candidates)
    # Two who begin at once get a number each.
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    number = select(func.max(WeighingRound.number)).where(WeighingRound.roadmap_id == roadmap.id)
    weighing = WeighingRound(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        number=1 + (session.scalar(number) or 0),
        kind=kind,
        begun_at=at,
        begun_by_id=actor.person_id,
        entries=_entries(candidates),
    )
    _put(weighing, facts)
    session.add(weighing)
    session.flush()
    note(session, weighing, Turn.PREPARED, actor=actor, at=at)
    return weighing


def change(
    session: Session, weighing: WeighingRound, facts: Facts, candidates: Sequence[Candidate], *, actor: Actor
) -> None:
    """Tell it otherwise, before it has opened."""
    lock(session, weighing)
    if not policy.may_change(actor, weighing):
        raise NotAllowed(ITS_OPEN)
    _check(weighing.roadmap, weighing.kind, facts, candidates)
    for entry in weighing.entries:
        session.delete(entry)
    session.flush()
    session.expire(weighing, ["entries"])
    weighing.entries = _entries(candidates)
    _put(weighing, facts)
    session.flush()


def invite(
    session: Session, weighing: WeighingRound, organisation_ids: Collection[UUID], *, actor: Actor, at: datetime
) -> list[Weigher]:
    """Ask these by name too, and return those who were not asked before. When it is open, they are told at once."""
    lock(session, weighing)
    if weighing.kind is not Kind.CRITERIA or not (
        policy.may_change(actor, weighing) or policy.may_steer(actor, weighing)
    ):
        raise NotAllowed(ONLY_LEADERS)
    known = {one.organisation_id: one for one in weighers_of(session, weighing.id)}
    wanted = select(Organisation).where(Organisation.id.in_(list(organisation_ids)), Organisation.archived_at.is_(None))
    new = []
    for organisation in session.scalars(wanted.order_by(Organisation.name)):
        there = known.get(organisation.id)
        if there is None:
            new.append(enter(session, weighing, organisation, is_invited=True, at=at))
        else:
            there.is_invited = True
    session.flush()
    if weighing.is_open and new:
        told = ", ".join(one.organisation.name for one in new)
        note(session, weighing, Turn.INVITED, actor=actor, at=at, words=told)
        tell(session, new, Occasion.INVITED, at=at)
    return new


def take_out(session: Session, weigher: Weigher, *, actor: Actor) -> None:
    """Ask an organisation no more, before it has opened."""
    if not policy.may_change(actor, weigher.round):
        raise NotAllowed(say("It has opened, and the letters have been sent."))
    session.delete(weigher)
    session.flush()


def enter(
    session: Session, weighing: WeighingRound, organisation: Organisation, *, is_invited: bool, at: datetime
) -> Weigher:
    """Let an organisation be in the round."""
    weigher = Weigher(
        id=new_id(),
        round=weighing,
        round_id=weighing.id,
        organisation=organisation,
        organisation_id=organisation.id,
        helix=organisation.helix,
        is_invited=is_invited,
        added_at=at,
    )
    session.add(weigher)
    session.flush()
    return weigher


def lock(session: Session, weighing: WeighingRound) -> None:
    """Two who steer at the same time queue for it, and the second sees what the first has done."""
    session.refresh(weighing, STEERED, with_for_update=True)


def note(
    session: Session,
    weighing: WeighingRound,
    turn: Turn,
    *,
    actor: Actor | None,
    at: datetime,
    words: str = "",
    closes_on: date | None = None,
) -> None:
    """Keep what happened; never changed."""
    session.add(
        WeighingTurn(
            id=new_id(),
            round_id=weighing.id,
            turn=turn,
            words=words.strip(),
            closes_on=closes_on,
            at=at,
            person_id=actor.person_id if actor else None,
        )
    )
    session.flush()


def _entries(candidates: Sequence[Candidate]) -> list[WeighingEntry]:
    return [
        WeighingEntry(id=new_id(), candidate=one, candidate_id=one.id, position=place)
        for place, one in enumerate(candidates, 1)
    ]


def _put(weighing: WeighingRound, facts: Facts) -> None:
    weighing.title, weighing.purpose = facts.title.strip(), facts.purpose.strip()
    weighing.opens_on, weighing.closes_on = facts.opens_on, facts.closes_on
    in_room = weighing.kind is Kind.DOTS
    weighing.is_open_call = facts.is_open_call and not in_room
    weighing.dots, weighing.shows_live = facts.dots if in_room else None, facts.shows_live or not in_room


def _check(roadmap: Roadmap, kind: Kind, facts: Facts, candidates: Sequence[Candidate]) -> None:
    faults: dict[str, Sentence] = {}
    if not facts.title.strip():
        faults["title"] = say("Give it a title.")
    if facts.closes_on < facts.opens_on:
        faults["closes_on"] = say("The last day comes after the first.")
    if len({one.id for one in candidates}) < FEWEST_CANDIDATES:
        faults["candidates"] = say("Choose at least two candidates: there must be something to choose between.")
    elif len(candidates) > MOST_CANDIDATES:
        faults["candidates"] = say("At most %(most)s candidates can be weighed at a time.", most=MOST_CANDIDATES)
    if any(one.roadmap_id != roadmap.id for one in candidates):
        faults["candidates"] = say("Choose candidates of this area.")
    if kind is Kind.DOTS and not 1 <= (facts.dots or 0) <= 20:
        faults["dots"] = say("Choose from 1 to 20 dots for each person.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
