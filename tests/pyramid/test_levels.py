"""What lies at each level of the pyramid, what feeds what, and what is worth a thought."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.plan.queries import plan_of
from roadmaps.pyramid.levels import Pyramid, pyramid_of
from tests.factories.accounts import an_organisation
from tests.factories.large import a_large_plan
from tests.factories.roadmap import Plan, a_plan


def pyramid(plan: Plan) -> Pyramid:
    read = plan_of(plan.session, plan.roadmap)
    return pyramid_of(read, read.activities)


def thoughts(plan: Plan) -> str:
    return " ".join(str(one) for one in pyramid(plan).thoughts)


def test_an_empty_roadmap_has_empty_levels_and_nothing_to_think_about(session: Session) -> None:
    found = pyramid(a_plan(session))

    assert [tier.level.value for tier in found.tiers] == ["peak", "breadth", "base"]
    assert [list(tier.activities) for tier in found.tiers] == [[], [], []]
    assert not found.thoughts


def test_activities_lie_at_their_level_and_those_without_one_apart(session: Session) -> None:
    plan = a_plan(session)
    peak, base = plan.add("activity", "Spetsen", level="peak"), plan.add("activity", "Basen", level="base")
    nowhere = plan.add("activity", "Någonstans")

    found = pyramid(plan)

    assert [[one.id for one in tier.activities] for tier in found.tiers] == [[peak], [], [base]]
    assert [one.id for one in found.unplaced] == [nowhere]


def test_what_has_been_dropped_carries_nothing(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", level="base", status="dropped")

    assert not pyramid(plan).tiers[2].activities


def test_organisations_that_lead_or_take_part_are_counted_and_those_that_are_asked_are_not(session: Session) -> None:
    plan = a_plan(session)
    torsta, almi, lrf = (an_organisation(session, name).id for name in ("Torsta", "Almi", "LRF"))
    first, second = plan.add("activity", level="base"), plan.add("activity", level="base")
    plan.part(first, torsta, "leads")
    plan.part(second, torsta)
    plan.part(second, almi)
    plan.part(second, lrf, "consulted")

    assert pyramid(plan).tiers[2].organisations == [("Torsta", 2), ("Almi", 1)]


def test_an_activity_feeds_the_one_at_another_level_that_waits_for_it(session: Session) -> None:
    plan = a_plan(session)
    base = plan.add("activity", level="base")
    beside = plan.add("activity", level="base", depends_on=[str(base)])
    peak = plan.add("activity", level="peak", depends_on=[str(base), str(beside)])

    feeding = [(one.first.id, one.then.id) for one in pyramid(plan).feeding]

    assert feeding == [(base, peak), (beside, peak)]


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        pytest.param(["peak", "base"], "There is a peak, but no breadth", id="a peak without breadth"),
        pytest.param(["breadth"], "There is breadth, but no base", id="breadth without base"),
        pytest.param(["base"], "Everything lies at the base", id="base alone"),
        pytest.param(["base", "base", "breadth", "breadth"], "There is no peak yet", id="much, but no peak"),
        pytest.param([None], "has no level yet", id="no level"),
    ],
)
def test_a_level_on_its_own_is_worth_a_thought(session: Session, levels: list[str | None], words: str) -> None:
    plan = a_plan(session)
    for level in levels:
        plan.add("activity", level=level)

    assert words in thoughts(plan)


def test_levels_that_feed_each_other_are_worth_no_thought(session: Session) -> None:
    plan = a_plan(session)
    for level in ("base", "breadth", "peak"):
        plan.add("activity", level=level)

    assert not pyramid(plan).thoughts


def test_a_goal_with_a_peak_alone_is_named(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Världsbäst på ost")
    plan.add("activity", level="peak", goal=str(goal))
    plan.add("activity", level="breadth")
    plan.add("activity", level="base")

    assert "Världsbäst på ost" in thoughts(plan)
    assert [(one.goal.id, one.counts) for one in pyramid(plan).goals] == [(goal, [1, 0, 0])]


def test_one_organisation_that_does_everything_at_a_level_is_named(session: Session) -> None:
    plan = a_plan(session)
    peak = an_organisation(session, "Peak Innovation").id
    for _ in range(2):
        plan.part(plan.add("activity", level="peak"), peak, "leads")

    assert "Peak Innovation does everything alone" in thoughts(plan)


def test_one_organisation_beside_an_activity_that_nobody_carries_is_not_alone(session: Session) -> None:
    plan = a_plan(session)
    plan.part(plan.add("activity", level="peak"), an_organisation(session, "Peak Innovation").id, "leads")
    plan.add("activity", level="peak")

    assert "alone" not in thoughts(plan)


def test_a_large_plan_keeps_every_activity(session: Session) -> None:
    plan = a_large_plan(session)

    found = pyramid(plan)

    dropped = sum(one.content["status"] == "dropped" for one in plan.state.of_kind("activity"))
    assert sum(len(tier.activities) for tier in found.tiers) + len(found.unplaced) == 300 - dropped
