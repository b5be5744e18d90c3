"""What blocks name outside their own roadmap."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.elsewhere import names_of_goals
from roadmaps.snapshots.document import document_of
from roadmaps.strategy.rules import add_element, remove_element
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def content(plan: Plan, block):
    return plan.state[block].content


def test_a_part_of_the_strategy_must_be_there(session: Session, plan: Plan) -> None:
    with pytest.raises(Invalid) as refusal:
        plan.add("goal", strategy=[str(new_id())])

    assert "strategy" in refusal.value.fields


def test_a_goal_may_serve_a_part_of_the_strategy_and_go_on_when_that_is_taken_away(
    session: Session, plan: Plan
) -> None:
    coordinator = plan.others["coordinator"]
    element = add_element(session, {"title": "Hela länet"}, actor=coordinator, at=AT)
    goal = plan.add("goal", strategy=[str(element)])
    remove_element(session, element, based_on=1, actor=coordinator, at=AT)

    plan.edit(goal, horizon=2030)

    assert content(plan, goal)["strategy"] == [str(element)]


def test_a_conflict_may_name_a_goal_in_another_area_that_its_writer_may_see(session: Session, plan: Plan) -> None:
    elsewhere = a_plan(session).add("goal")

    conflict = plan.add("goal_conflict", elsewhere=[str(elsewhere)])

    assert content(plan, conflict)["elsewhere"] == [str(elsewhere)]


def test_a_conflict_may_not_name_what_its_writer_may_not_see(session: Session, plan: Plan) -> None:
    hidden = a_plan(session, is_public=False).add("goal", "Hemligt")

    with pytest.raises(Invalid) as refusal:
        plan.add("goal_conflict", elsewhere=[str(hidden)])

    assert "elsewhere" in refusal.value.fields


def test_what_a_conflict_named_before_stays_also_for_a_writer_who_may_not_see_it(session: Session, plan: Plan) -> None:
    other = a_plan(session)
    conflict = plan.add("goal_conflict", elsewhere=[str(other.add("goal"))])
    other.roadmap.is_working_public = False

    plan.edit(conflict, title="Ny rubrik", elsewhere=content(plan, conflict)["elsewhere"])

    assert len(content(plan, conflict)["elsewhere"]) == 1


def test_names_elsewhere_are_told_to_those_who_may_see_them_only(session: Session, plan: Plan) -> None:
    other = a_plan(session, is_public=False)
    goal = other.add("goal", "Tyst fjäll")

    assert names_of_goals(session, [goal], None) == {}
    assert names_of_goals(session, [goal], other.editor) == {goal: f"Tyst fjäll ({other.roadmap.area.name})"}


def test_a_frozen_or_downloaded_version_names_nothing_that_is_not_open(session: Session, plan: Plan) -> None:
    other = a_plan(session)
    goal = other.add("goal", "Tyst fjäll")
    plan.add("goal_conflict", elsewhere=[str(goal)])
    told = document_of(session, plan.roadmap, plan.state).elsewhere
    other.roadmap.is_working_public = False
    session.flush()

    assert [(one.id, one.sort) for one in told] == [(goal, "goal")]
    assert document_of(session, plan.roadmap, plan.state).elsewhere == []
