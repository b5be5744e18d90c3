"""What an organisation gives: points on one candidate at a time, changed as often as it likes until the round closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.weighing import policy
from roadmaps.weighing.events import CandidateWeighed
from roadmaps.weighing.models import Weigher, Weighing, WeighingEntry, WeighingPoints, WeighingRound
from roadmaps.weighing.queries import criteria_of, weigher_for
from roadmaps.weighing.reckoning import HIGHEST, LOWEST
from roadmaps.weighing.rules.criteria import ANOTHER_LOOK
from roadmaps.weighing.rules.preparing import enter

LONGEST_MOTIVE = 1_000


@dataclass(frozen=True)
class Given:
    """What somebody wants to give a candidate. None for a criterion that the organisation cannot judge."""

    points: Mapping[UUID, int | None]
    motive: str = ""
    has_interest: bool = False


class Overtaken(Conflict):
    """A colleague has saved points on the same candidate meanwhile. `theirs` is what stands now."""

    def __init__(self, theirs: Weighing) -> None:
        super().__init__(say("A colleague has saved points on this candidate meanwhile. Look at both, and save again."))
        self.theirs = theirs


def come(session: Session, weighing: WeighingRound, organisation_id: UUID, *, actor: Actor, at: datetime) -> Weigher:
    """The organisation in the round; one that was not asked by name is in from now on.

    :raises NotAllowed: when the actor may not weigh for it
    """
    # Two colleagues who come at once queue for the round, so that their organisation is in it once.
    session.execute(select(WeighingRound.id).where(WeighingRound.id == weighing.id).with_for_update())
    known = weigher_for(session, weighing, organisation_id)
    if known is not None:
        return known
    if not policy.may_weigh_for(actor, weighing, organisation_id, is_invited=False):
        raise NotAllowed(why_not(weighing, actor))
    return enter(session, weighing, session.get_one(Organisation, organisation_id), is_invited=False, at=at)


def give(
    session: Session,
    weigher: Weigher,
    entry: WeighingEntry,
    given: Given,
    *,
    version: int,
    actor: Actor,
    at: datetime,
) -> Weighing:
    """Save the points and the motive of an organisation for one candidate.

    :param version: of what the writer began from; 0 for nothing
    :raises Invalid: when a criterion has no answer, or the motive is missing or too long
    :raises Overtaken: when a colleague has saved something else meanwhile
    """
    _must_weigh(session, weigher, actor, at)
    if entry.round_id != weigher.round_id:
        raise NotFound
    _check(session, weigher.round, given)
    known = session.scalar(select(Weighing).where(Weighing.weigher_id == weigher.id, Weighing.entry_id == entry.id))
    motive = given.motive.strip()
    if known is not None:
        if (known.given, known.motive, known.has_interest) == (dict(given.points), motive, given.has_interest):
            return known
        if known.version != version:
            raise Overtaken(known)
        for one in known.points:
            session.delete(one)
        session.flush()
        session.expire(known, ["points"])
    else:
        known = Weighing(id=new_id(), weigher_id=weigher.id, entry_id=entry.id, version=0)
        session.add(known)
    known.version, known.motive, known.has_interest = known.version + 1, motive, given.has_interest
    known.written_at, known.written_by_id = at, actor.person_id
    known.points = [
        WeighingPoints(id=new_id(), criterion_id=key, points=points) for key, points in given.points.items()
    ]
    session.flush()
    weighing = weigher.round
    about = weighing.id, weighing.roadmap_id, weighing.roadmap.area_id, actor.person_id, at
    record(session, CandidateWeighed(*about, weigher.id, entry.candidate_id))
    return known


def why_not(weighing: WeighingRound, actor: Actor | None) -> Sentence:
    """What to tell somebody who may not weigh."""
    if not weighing.is_open:
        return say("It is not open, so nothing can be given.")
    if actor is not None and actor.muted_until(weighing.roadmap.area_id) is not None:
        return say("You cannot write in this area just now.")
    return say("Organisations weigh that were asked, and those that take part in the area, each by its own people.")


def _must_weigh(session: Session, weigher: Weigher, actor: Actor, at: datetime) -> None:
    """The people of one organisation queue for its sheet; nothing comes in after the last day."""
    session.execute(select(Weigher.id).where(Weigher.id == weigher.id).with_for_update())
    weighing = weigher.round
    session.refresh(weighing)
    is_late = day_of(at) > weighing.closes_on
    may = policy.may_weigh_for(actor, weighing, weigher.organisation_id, is_invited=weigher.is_invited)
    if is_late:
        raise NotAllowed(say("Its last day has passed, so nothing more can be given."))
    if not may:
        raise NotAllowed(why_not(weighing, actor))


def _check(session: Session, weighing: WeighingRound, given: Given) -> None:
    chosen = criteria_of(session, weighing)
    wanted = {one.id for one in chosen.criteria} if chosen else set()
    if set(given.points) - wanted:
        raise NotFound
    faults: dict[str, Sentence] = {
        f"points-{key}": say("Choose from 1 to 5, or say that you cannot judge.")
        for key in wanted
        if key not in given.points
        or (given.points[key] is not None and not LOWEST <= (given.points[key] or 0) <= HIGHEST)
    }
    if not faults and all(points is None for points in given.points.values()):
        faults["points"] = say("Judge at least one criterion. If you cannot judge any, leave the candidate out.")
    if not given.motive.strip():
        faults["motive"] = say("Say in a few words why. It is read together with the points.")
    elif len(given.motive) > LONGEST_MOTIVE:
        faults["motive"] = say("This is too long here.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
