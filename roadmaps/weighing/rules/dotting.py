"""Placing dots in a room. Nobody is known: a browser places its dots, and may move them until the round closes."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.weighing import policy
from roadmaps.weighing.models import DotBallot, PlacedDots, WeighingRound
from roadmaps.weighing.queries import ballot_of, people_in
from roadmaps.weighing.rules.criteria import ANOTHER_LOOK

# More people than any room holds: somebody is filling the urn.
MOST_PEOPLE = 1_000


def place(
    session: Session,
    weighing: WeighingRound,
    dots: Mapping[UUID, int],
    *,
    voter: str,
    helix: Helix | None,
    actor: Actor | None,
    at: datetime,
) -> DotBallot:
    """Place the dots of one browser, by entry, in place of how they lay before.

    :raises Invalid: when none or too many are placed, or the room is fuller than a room can be
    """
    # Those who press at the same time queue for the round, so that two ballots of one browser cannot both be new.
    session.execute(select(WeighingRound.id).where(WeighingRound.id == weighing.id).with_for_update())
    session.refresh(weighing)
    if not policy.may_place_dots(actor, weighing) or day_of(at) > weighing.closes_on:
        raise NotAllowed(say("The voting is over. Look at the screen for the result."))
    placed = {key: count for key, count in dots.items() if count}
    if set(placed) - {one.id for one in weighing.entries}:
        raise NotFound
    _check(placed, weighing.dots or 0)
    ballot = ballot_of(session, weighing, voter)
    if ballot is None:
        if people_in(session, weighing) >= MOST_PEOPLE:
            raise Invalid(say("No more people can place dots here. Tell whoever holds the meeting."))
        ballot = DotBallot(id=new_id(), round_id=weighing.id, voter=voter)
        session.add(ballot)
    ballot.cast_at, ballot.helix = at, helix
    ballot.dots = []
    session.flush()
    ballot.dots = [PlacedDots(id=new_id(), entry_id=key, count=count) for key, count in placed.items()]
    session.flush()
    return ballot


def _check(placed: Mapping[UUID, int], most: int) -> None:
    if not placed:
        raise Invalid(ANOTHER_LOOK, {"dots": say("Place at least one dot.")})
    if any(count < 0 for count in placed.values()) or sum(placed.values()) > most:
        told = say("You have %(most)s dots. Take some away, so that it is not more.", most=most)
        raise Invalid(ANOTHER_LOOK, {"dots": told})
