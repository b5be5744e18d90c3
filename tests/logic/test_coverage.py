"""Coverage by municipality, and the chains from need to result."""

from sqlalchemy.orm import Session

from roadmaps.logic.chains import logic_of
from roadmaps.logic.coverage import by_element, by_goal, places_by_name
from roadmaps.logic.ties import Ties
from roadmaps.plan.queries import plan_of
from roadmaps.roadmap.kinds.choices import Municipality, word_of
from roadmaps.strategy.queries import elements
from tests.factories.large import a_large_plan
from tests.factories.roadmap import Plan, a_plan
from tests.factories.strategy import an_element

BERG, ARE = "2326", "2321"


def counts(plan: Plan) -> list[dict[str, int]]:
    matrix = by_goal(plan_of(plan.session, plan.roadmap))
    return [
        {word_of(place): count for place, count in zip(matrix.places, row.counts, strict=True) if count}
        for row in matrix.rows
    ]


def test_the_places_are_all_eight_in_the_order_of_their_names() -> None:
    assert set(places_by_name()) == set(Municipality)
    assert [word_of(place) for place in places_by_name()][-2:] == ["Åre", "Östersund"]


def test_each_goal_counts_its_activities_by_municipality(session: Session) -> None:
    plan = a_plan(session)
    food, _ = plan.add("goal", "Mer mat"), plan.add("goal", "Ensamt")
    plan.add("activity", goal=str(food), places=[BERG, ARE])
    plan.add("activity", goal=str(food), places=[BERG])
    plan.add("activity", goal=str(food), places=[BERG], status="dropped")

    assert counts(plan) == [{"Berg": 2, "Åre": 1}, {}]


def test_what_names_no_municipality_and_what_serves_no_goal_is_counted_by_itself(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", places=[BERG])
    plan.add("activity")

    [row] = by_goal(plan_of(session, plan.roadmap)).rows

    assert (row.block, row.placeless, row.activities) == (None, 1, 2)


def test_municipalities_with_nothing_and_empty_cells_are_told(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    plan.add("activity", goal=str(goal), places=[BERG])

    matrix = by_goal(plan_of(session, plan.roadmap))

    assert len(matrix.places_without) == 7
    assert Municipality.BERG not in matrix.places_without
    assert matrix.empty_cells == 7


def test_by_part_of_the_strategy_an_activity_counts_in_each_but_once_in_all(session: Session) -> None:
    plan = a_plan(session)
    first, second, third = (an_element(session, title) for title in ("Ett", "Två", "Tre"))
    goal = plan.add("goal", strategy=[str(first), str(second)])
    step = plan.add("goal", part_of=str(goal))
    plan.add("activity", goal=str(step), places=[BERG])
    plan.add("activity", "Utan", places=[ARE])

    matrix = by_element(plan_of(session, plan.roadmap), elements(session))

    assert [(row.block.id if row.block else None, row.activities) for row in matrix.rows] == [
        (first, 1),
        (second, 1),
        (third, 0),
        (None, 1),
    ]
    assert matrix.total.activities == 2


def test_goals_can_be_narrowed_to_those_that_serve_one_part(session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session)
    serving = plan.add("goal", strategy=[str(element)])
    plan.add("goal")
    plan.add("activity", "Utan mål")
    parts = elements(session)

    matrix = by_goal(plan_of(session, plan.roadmap), serving=parts[0], elements=parts)

    assert [row.block.id for row in matrix.rows] == [serving]


def test_the_totals_of_a_large_roadmap_agree_with_its_rows(session: Session) -> None:
    plan = a_large_plan(session)

    matrix = by_goal(plan_of(session, plan.roadmap))

    assert matrix.total.activities == sum(row.activities for row in matrix.rows)
    assert list(matrix.total.counts) == [sum(column) for column in zip(*(row.counts for row in matrix.rows))]


def test_a_whole_chain_goes_from_need_to_result(session: Session) -> None:
    plan = a_plan(session)
    need = plan.add("need")
    goal = plan.add("goal", answers=[str(need)])
    activity = plan.add("activity", goal=str(goal), output="Sextio företag")
    result = plan.add("indicator", measures=str(goal), baseline="3", target="12", unit="strömmar")
    done = plan.add("indicator", measures=str(activity), indicator_type="output", target="60")
    [area] = plan_of(session, plan.roadmap).areas

    [chain] = logic_of(Ties(area)).chains

    assert [one.id for one in chain.needs] == [need]
    assert [one.id for one in chain.activities] == [activity]
    assert [(one.block.id, str(one.path)) for one in chain.outputs] == [(done, "to 60")]
    assert [(one.block.id, str(one.path)) for one in chain.results] == [(result, "from 3 strömmar to 12 strömmar")]
    assert chain.gaps == 0


def test_an_empty_chain_lacks_four_links_and_loose_blocks_are_told(session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal")
    need, activity, indicator = plan.add("need"), plan.add("activity"), plan.add("indicator")
    [area] = plan_of(session, plan.roadmap).areas

    logic = logic_of(Ties(area))

    assert logic.chains[0].gaps == 4
    assert [one.id for one in logic.needs_unanswered] == [need]
    assert [one.id for one in logic.activities_aimless] == [activity]
    assert [one.id for one in logic.indicators_of_nothing] == [indicator]
