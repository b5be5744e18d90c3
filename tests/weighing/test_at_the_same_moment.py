"""Several who weigh, place dots or hold a round at the same moment."""

from functools import partial

import pytest
from sqlalchemy import func, select

from roadmaps.accounts.models import Membership, Organisation
from roadmaps.areas.models import Role
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.weighing.models import DotBallot, PlacedDots, Recommendation, Weigher, Weighing, WeighingRound
from roadmaps.weighing.queries import criteria_of
from roadmaps.weighing.rules import dotting, giving, holding, recommending
from roadmaps.weighing.rules.giving import Given
from roadmaps.weighing.rules.recommending import Wish
from tests.accounts.test_at_the_same_moment import outcomes
from tests.factories.accounts import BEGINNING, a_person
from tests.factories.areas import a_role, as_actor
from tests.factories.discovery import decided
from tests.factories.roadmap import AT
from tests.factories.weighing import a_room, a_round


def colleagues(session, held):
    """Two people of one organisation that takes part in the area."""
    first = held.somebody_at("Krokoms kommun")
    second = a_person(session, "En kollega")
    organisation = session.get_one(Organisation, first.acting_for_id)
    session.add(Membership(person=second, organisation=organisation, from_on=BEGINNING))
    a_role(session, held.plan.roadmap.area, second, Role.ACTOR)
    session.flush()
    return first, as_actor(session, second)


def test_two_colleagues_who_begin_at_once_are_one_organisation_and_overwrite_nothing(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_round(session).open()
        people, round_id = colleagues(session, held), held.round.id

    def give(actor, points):
        def act(session):
            weighing = session.get_one(WeighingRound, round_id)
            weigher = giving.come(session, weighing, actor.acting_for_id, actor=actor, at=AT)
            given = Given({one.id: points for one in criteria_of(session, weighing).criteria}, "Därför.")
            giving.give(session, weigher, weighing.entries[0], given, version=0, actor=actor, at=AT)

        return act

    told = outcomes(fresh_database, [give(one, points) for one, points in zip(people, (1, 5), strict=True)])

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Weigher)) == 1
        assert session.scalar(select(func.count()).select_from(Weighing)) == 1
    assert told == ["done", "refused"]


def test_a_browser_that_presses_twice_at_once_has_one_ballot(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_room(session)
        round_id, entry = held.round.id, held.round.entries[0].id

    def place(voter):
        def act(session):
            weighing = session.get_one(WeighingRound, round_id)
            dotting.place(session, weighing, {entry: 3}, voter=voter, helix=None, actor=None, at=AT)

        return act

    told = outcomes(fresh_database, [place(voter) for voter in ("a", "a", "b", "c")])

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DotBallot)) == 3
        assert session.scalar(select(func.sum(PlacedDots.count))) == 9
    assert told == ["done"] * 4


def test_what_comes_while_it_closes_is_in_the_result_or_refused(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_room(session)
        round_id, entry, leader = held.round.id, held.round.entries[0].id, held.leader

    def place(session):
        weighing = session.get_one(WeighingRound, round_id)
        dotting.place(session, weighing, {entry: 1}, voter="a", helix=None, actor=None, at=AT)

    def close(session):
        holding.close(session, session.get_one(WeighingRound, round_id), actor=leader, at=AT)

    told = outcomes(fresh_database, [place, close])

    with fresh_database.reading() as session:
        ballots = session.scalar(select(func.count()).select_from(DotBallot))
    assert (told, ballots) in ((["done", "done"], 1), (["done", "refused"], 0))


@pytest.mark.parametrize(
    ("purposes", "expected"), [(("Ett.", "Två."), ["done", "refused"]), (("Ett.", "Ett."), ["done"] * 2)]
)
def test_of_two_who_freeze_at_once_one_is_asked_what_is_new_and_whoever_presses_twice_freezes_once(
    fresh_database, purposes, expected
):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_round(session)
        decided(held.plan, held.candidates[0], CandidateState.PRIORITISED)
        roadmap_id, leader = held.plan.roadmap.id, held.leader
        kind = type(held.plan.roadmap)

    def freeze(purpose, session):
        wish = Wish("Rekommendation", "ERUF", purpose)
        recommending.freeze(session, session.get_one(kind, roadmap_id), [], wish, actor=leader, at=AT)

    told = outcomes(fresh_database, [partial(freeze, purpose) for purpose in purposes])

    with fresh_database.reading() as session:
        assert list(session.scalars(select(Recommendation.number))) == [1]
    assert told == expected
