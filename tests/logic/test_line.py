"""The line from 2050 to this year: what serves what, and what falls outside."""

from sqlalchemy.orm import Session

from roadmaps.logic.line import Line, line_of
from roadmaps.plan.queries import plan_of
from roadmaps.strategy.queries import elements
from tests.factories.roadmap import Plan, a_plan
from tests.factories.strategy import an_element


def the_line(plan: Plan, year: int = 2026) -> Line:
    return line_of(plan_of(plan.session, plan.roadmap), elements(plan.session), year)


def in_year(plan: Plan, place: int = 0) -> list[str]:
    return [one.title for _, activities in the_line(plan).years[place].goals for one in activities]


def test_an_empty_roadmap_without_a_strategy_has_no_line(session: Session) -> None:
    assert the_line(a_plan(session)).is_empty


def test_goals_tell_what_they_serve_and_the_strategy_by_what_it_is_served(session: Session) -> None:
    plan = a_plan(session)
    served, unserved = an_element(session, "Hela länet"), an_element(session, "Målkonflikter")
    goal = plan.add("goal", "Mer mat", strategy=[str(served)], horizon=2030)
    outside = plan.add("goal", "Utanför")

    line = the_line(plan)

    assert {one.element.id: [goal.block.id for goal in one.goals] for one in line.elements} == {
        served: [goal],
        unserved: [],
    }
    assert [one.id for one in line.elements_outside] == [unserved]
    assert [one.block.id for one in line.goals_outside] == [outside]


def test_a_step_serves_through_the_larger_goal_but_is_not_counted_twice(session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session)
    goal = plan.add("goal", "Stort", strategy=[str(element)])
    step = plan.add("goal", "Steg", part_of=str(goal))

    line = the_line(plan)

    [found] = line.steps
    assert (found.block.id, found.whole.id, found.inherits) == (step, goal, True)
    assert [one.id for one in found.serves] == [element]
    assert [len(one.goals) for one in line.elements] == [1]


def test_a_part_of_the_strategy_that_was_removed_ties_nothing_any_more(session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session)
    plan.add("goal", strategy=[str(element)])

    line = line_of(plan_of(session, plan.roadmap), [], 2026)

    assert len(line.goals_outside) == 1


def test_goals_stand_by_horizon_the_most_distant_first_and_those_without_last(session: Session) -> None:
    plan = a_plan(session)
    for horizon in (2027, None, 2030):
        plan.add("goal", str(horizon), horizon=horizon)
    plan.add("goal", "delmål", goal_type="sub_goal", horizon=2026)

    line = the_line(plan)

    assert [year for year, _ in line.horizons] == [2030, 2027, None]
    assert [one.horizon for one in line.steps] == [2026]


def test_a_vision_tells_what_the_goals_beneath_it_serve(session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session)
    an_element(session, "Annat")
    plan.add("vision", "Länet lever", year=2035)
    plan.add("goal", strategy=[str(element)])

    [vision] = the_line(plan).visions

    assert [one.id for one in vision.serves] == [element]


def test_the_year_holds_what_goes_on_in_it(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", "Hela perioden", start="2021", end="2027")
    plan.add("activity", "Förra året", start="2024", end="2025-Q4")
    plan.add("activity", "I december", start="2026-12", end="2027-01")
    plan.add("activity", "Nästa år", start="2027")
    plan.add("activity", "Utan slut", start="2023", status="in_progress")
    plan.add("activity", "Utan slut, klar", start="2023", status="done")
    plan.add("activity", "Utan tid, pågår", status="in_progress")
    plan.add("activity", "Utan tid, planerad")
    plan.add("activity", "Struken", start="2026", status="dropped")

    assert in_year(plan) == ["Hela perioden", "I december", "Utan slut", "Utan tid, pågår"]
    assert in_year(plan, 1) == ["Hela perioden", "I december", "Nästa år", "Utan slut", "Utan tid, pågår"]


def test_activities_stand_under_their_goal_and_those_without_one_last(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    plan.add("activity", "Utan mål", start="2026")
    plan.add("activity", "Med mål", start="2026", goal=str(goal))

    rows = the_line(plan).years[0].goals

    assert [(one.block.id if one else None, [each.title for each in those]) for one, those in rows] == [
        (goal, ["Med mål"]),
        (None, ["Utan mål"]),
    ]
    assert [one.title for one in the_line(plan).activities_outside] == ["Utan mål"]
