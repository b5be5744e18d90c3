"""What can be asked about criteria, rounds, what was given in them, and recommendations."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing import policy
from roadmaps.weighing.dotting import Ballot, Dots, dots_of
from roadmaps.weighing.models import (
    CriteriaSet,
    DotBallot,
    Recommendation,
    Weigher,
    WeigherLink,
    Weighing,
    WeighingEntry,
    WeighingRound,
    WeighingTurn,
)
from roadmaps.weighing.reckoning import Criterion, Result, Sheet, result_of
from roadmaps.weighing.words import Kind, State


def criteria_sets_of(roadmap_id: UUID) -> Select[CriteriaSet]:
    """The criteria of the area, the newest set first."""
    return select(CriteriaSet).where(CriteriaSet.roadmap_id == roadmap_id).order_by(CriteriaSet.number.desc())


def criteria_now(session: Session, roadmap_id: UUID) -> CriteriaSet | None:
    """Those that hold now; None before any were set."""
    return session.scalars(criteria_sets_of(roadmap_id).limit(1)).first()


def criteria_of(session: Session, weighing: WeighingRound) -> CriteriaSet | None:
    """Those of a round: fixed since it opened, before that those that hold now."""
    if weighing.kind is not Kind.CRITERIA:
        return None
    if weighing.criteria_set_id is not None:
        return session.get(CriteriaSet, weighing.criteria_set_id)
    return criteria_now(session, weighing.roadmap_id)


def rounds_of(roadmap: Roadmap, actor: Actor | None) -> Select[WeighingRound]:
    """The rounds of a roadmap that the actor may read, the newest first."""
    found = select(WeighingRound).where(WeighingRound.roadmap_id == roadmap.id).order_by(WeighingRound.number.desc())
    return found if roadmap_policy.may_moderate(actor, roadmap) else found.where(WeighingRound.opened_at.is_not(None))


def open_rounds(roadmap_id: UUID | None = None) -> Select[WeighingRound]:
    """Those in which something can be given now, the one that closes first first."""
    found = (
        select(WeighingRound)
        .where(
            WeighingRound.opened_at.is_not(None),
            WeighingRound.closed_at.is_(None),
            WeighingRound.cancelled_at.is_(None),
        )
        .order_by(WeighingRound.closes_on, WeighingRound.id)
    )
    return found.where(WeighingRound.roadmap_id == roadmap_id) if roadmap_id else found


def find_round(session: Session, round_id: UUID, actor: Actor | None) -> WeighingRound:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(WeighingRound, round_id)
    if found is None or not policy.may_read(actor, found):
        raise NotFound
    return found


def round_with_code(session: Session, code: str) -> WeighingRound:
    """The room with the code, as people type it, for as long as there is something to see there.

    :raises NotFound: when there is none
    """
    typed = "".join(code.split()).upper()
    found = session.scalar(select(WeighingRound).where(WeighingRound.code == typed)) if typed else None
    if found is None or found.state not in {State.OPEN, State.CLOSED}:
        raise NotFound
    return found


def turns_of(weighing: WeighingRound) -> Select[WeighingTurn]:
    """What has happened to it, in order."""
    return select(WeighingTurn).where(WeighingTurn.round_id == weighing.id).order_by(WeighingTurn.at, WeighingTurn.id)


def weighers_of(session: Session, round_id: UUID) -> list[Weigher]:
    """Everyone who was asked or has come, by name."""
    found = session.scalars(select(Weigher).where(Weigher.round_id == round_id)).unique()
    return sorted(found, key=lambda one: one.organisation.name.casefold())


def weigher_for(session: Session, weighing: WeighingRound, organisation_id: UUID) -> Weigher | None:
    """The organisation in the round, if it is in it."""
    wanted = Weigher.round_id == weighing.id, Weigher.organisation_id == organisation_id
    return session.scalar(select(Weigher).where(*wanted))


def find_link(session: Session, token: str) -> WeigherLink:
    """:raises NotFound: when no letter has ever carried this link."""
    link = session.scalar(select(WeigherLink).where(WeigherLink.token_hash == hash_of(token)))
    if link is None:
        raise NotFound
    return link


def given_by(session: Session, weigher_id: UUID) -> dict[UUID, Weighing]:
    """What an organisation has given so far, by entry."""
    return {one.entry_id: one for one in session.scalars(select(Weighing).where(Weighing.weigher_id == weigher_id))}


def how_far(session: Session, round_id: UUID) -> dict[UUID, int]:
    """How many candidates each organisation of a round has weighed, by weigher; nothing of what was given."""
    rows = session.execute(
        select(Weighing.weigher_id, func.count())
        .join(Weigher, Weigher.id == Weighing.weigher_id)
        .where(Weigher.round_id == round_id)
        .group_by(Weighing.weigher_id)
    )
    return dict(iter(rows))


def waiting_for(session: Session, organisation_ids: Sequence[UUID]) -> list[Weigher]:
    """Where these organisations were asked by name and have not weighed every candidate yet."""
    entries = select(func.count()).where(WeighingEntry.round_id == WeighingRound.id).scalar_subquery()
    weighed = select(func.count()).where(Weighing.weigher_id == Weigher.id).scalar_subquery()
    found = session.scalars(
        select(Weigher)
        .join(WeighingRound, WeighingRound.id == Weigher.round_id)
        .where(
            Weigher.organisation_id.in_(organisation_ids),
            Weigher.is_invited,
            WeighingRound.opened_at.is_not(None),
            WeighingRound.closed_at.is_(None),
            WeighingRound.cancelled_at.is_(None),
            weighed < entries,
        )
        .order_by(WeighingRound.closes_on)
    )
    return list(found.unique())


def result_in(session: Session, weighing: WeighingRound) -> Result:
    """What the points of a round add up to. Three queries, however many have weighed."""
    chosen = criteria_of(session, weighing)
    criteria = [Criterion(one.id, one.name, one.weight) for one in chosen.criteria] if chosen else []
    weighers = {one.id: one for one in weighers_of(session, weighing.id)}
    given = session.scalars(select(Weighing).where(Weighing.weigher_id.in_(list(weighers))))
    candidate_of = {one.id: one.candidate_id for one in weighing.entries}
    sheets = [
        Sheet(
            weigher_id=one.weigher_id,
            name=weighers[one.weigher_id].organisation.name,
            helix=weighers[one.weigher_id].helix,
            candidate_id=candidate_of[one.entry_id],
            points={key: points for key, points in one.given.items() if points is not None},
            motive=one.motive,
            has_interest=one.has_interest,
        )
        for one in given
    ]
    return result_of(criteria, list(candidate_of.values()), sheets)


def ballot_of(session: Session, weighing: WeighingRound, voter: str) -> DotBallot | None:
    """How this browser has placed its dots, if it has."""
    return session.scalar(select(DotBallot).where(DotBallot.round_id == weighing.id, DotBallot.voter == voter))


def dots_in(session: Session, weighing: WeighingRound) -> Dots:
    """What the dots of a room add up to. Two queries."""
    cast = session.scalars(select(DotBallot).where(DotBallot.round_id == weighing.id)).all()
    candidate_of = {one.id: one.candidate_id for one in weighing.entries}
    ballots = [Ballot({candidate_of[one.entry_id]: one.count for one in ballot.dots}, ballot.helix) for ballot in cast]
    return dots_of(list(candidate_of.values()), ballots)


def people_in(session: Session, weighing: WeighingRound) -> int:
    """How many in the room have placed dots."""
    return session.scalar(select(func.count()).where(DotBallot.round_id == weighing.id)) or 0


def rounds_with(session: Session, candidate_ids: Iterable[UUID]) -> Mapping[UUID, list[WeighingRound]]:
    """The rounds that have opened in which each of these candidates is or was weighed, the newest first."""
    wanted = list(candidate_ids)
    rows = session.execute(
        select(WeighingEntry.candidate_id, WeighingRound)
        .join(WeighingRound, WeighingRound.id == WeighingEntry.round_id)
        .where(
            WeighingEntry.candidate_id.in_(wanted),
            WeighingRound.opened_at.is_not(None),
            WeighingRound.cancelled_at.is_(None),
        )
        .order_by(WeighingRound.number.desc())
    ).unique()
    found: dict[UUID, list[WeighingRound]] = {}
    for candidate_id, weighing in rows:
        found.setdefault(candidate_id, []).append(weighing)
    return found


def recommendations_of(roadmap_id: UUID) -> Select[Recommendation]:
    """Those of a roadmap, the newest first."""
    return select(Recommendation).where(Recommendation.roadmap_id == roadmap_id).order_by(Recommendation.number.desc())


def find_recommendation(session: Session, recommendation_id: UUID, actor: Actor | None) -> Recommendation:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(Recommendation, recommendation_id)
    if found is None or not policy.may_read_recommendation(actor, found):
        raise NotFound
    return found
