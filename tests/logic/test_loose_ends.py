"""What hangs loose in a roadmap, and what ties it."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.logic.checks import CHECKS, Step
from roadmaps.logic.loose_ends import LooseEnds, Mend, loose_ends_of
from roadmaps.plan.queries import plan_of
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer
from tests.factories.accounts import an_organisation
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.strategy import an_element


def loose(plan: Plan, *, has_strategy: bool = True) -> LooseEnds:
    [area] = plan_of(plan.session, plan.roadmap).areas
    return loose_ends_of(area, has_strategy=has_strategy)


def ends(plan: Plan, name: str) -> list[str]:
    """The titles of what one check found loose."""
    found = [one for one in loose(plan).found if one.check.name == name]
    return [end.block.content["title"] for one in found for end in one.ends]


def mend(plan: Plan, name: str) -> Mend:
    [end] = next(one.ends for one in loose(plan).found if one.check.name == name)
    return end.mend


def test_nothing_is_asked_of_an_empty_roadmap(session: Session) -> None:
    found = loose(a_plan(session))

    assert (found.asked, found.count, found.by_step) == (0, 0, [])


def test_every_check_has_a_way_to_mend_what_it_finds() -> None:
    for check in CHECKS:
        assert bool(check.field) != bool(check.adds), check.name
        assert bool(check.adds) == bool(check.names_it), check.name
    assert len({check.name for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("aim", {"goal": "GOAL"}),
        ("dates", {"start": "2026", "end": "2027"}),
        ("level", {"level": "peak"}),
        ("funding", {"funding_state": "unfunded"}),
        ("output", {"output": "Sextio företag som kan"}),
    ],
)
def test_a_field_of_an_activity_that_is_filled_in_ties_an_end(session: Session, name: str, facts: dict) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    activity = plan.add("activity", "Kurs")
    before = loose(plan)
    assert ends(plan, name) == ["Kurs"]

    plan.edit(activity, **{field: str(goal) if value == "GOAL" else value for field, value in facts.items()})

    after = loose(plan)
    assert ends(plan, name) == []
    assert after.asked == before.asked
    assert after.in_place > before.in_place


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("measures", {"measures": "GOAL"}),
        ("baseline", {"baseline": "0"}),
        ("target", {"target": "12"}),
        ("responsible", {"responsible": "ORGANISATION"}),
    ],
)
def test_a_field_of_an_indicator_that_is_filled_in_ties_an_end(session: Session, name: str, facts: dict) -> None:
    plan = a_plan(session)
    known = {"GOAL": str(plan.add("goal")), "ORGANISATION": str(an_organisation(session).id)}
    indicator = plan.add("indicator", "Företag som förädlar")
    assert ends(plan, name) == ["Företag som förädlar"]

    plan.edit(indicator, **{field: known.get(value, value) for field, value in facts.items()})

    assert ends(plan, name) == []


def test_a_baseline_of_nothing_at_all_is_a_baseline(session: Session) -> None:
    plan = a_plan(session)
    plan.add("indicator", baseline="0", target="0")

    assert ends(plan, "baseline") == ends(plan, "target") == []


def test_an_activity_without_a_lead_asks_for_one_with_the_part_chosen_already(session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity", "Kurs")

    asked = mend(plan, "lead")

    assert (asked.adds, asked.given) == ("responsibility", {"under": str(activity), "part": "leads"})


def test_a_lead_that_is_proposed_is_in_place_and_one_that_declined_is_to_be_replaced(session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity", "Kurs")
    part = plan.part(activity, plan.editor.acting_for_id, "leads")
    assert ends(plan, "lead") == []

    rules.answer_part(session, plan.roadmap, part, Answer.DECLINED, note="Vi hinner inte.", actor=plan.editor, at=AT)

    assert mend(plan, "lead") == Mend(part, field="organisation")


def test_what_is_done_or_dropped_lacks_nothing(session: Session) -> None:
    plan = a_plan(session)
    for status in ("done", "dropped"):
        activity = plan.add("activity", status=status)
        plan.add("milestone", under=activity)

    assert loose(plan).asked == 0


def test_a_goal_is_reached_through_the_steps_towards_it(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Stort mål")
    step = plan.add("goal", "Delmål", part_of=str(goal))
    activity = plan.add("activity", goal=str(step))
    plan.add("indicator", measures=str(activity))

    assert ends(plan, "activity") == ends(plan, "indicator") == []


def test_a_step_serves_and_answers_what_the_larger_goal_does(session: Session) -> None:
    plan = a_plan(session)
    need = plan.add("need")
    goal = plan.add("goal", "Stort mål", strategy=[str(an_element(session))], answers=[str(need)])
    plan.add("goal", "Delmål", part_of=str(goal))

    assert ends(plan, "strategy") == ends(plan, "answers") == []


def test_goals_that_are_part_of_each_other_do_not_go_round_for_ever(session: Session) -> None:
    plan = a_plan(session)
    first = plan.add("goal", "Ett")
    second = plan.add("goal", "Två", part_of=str(first))
    plan.edit(first, part_of=str(second))

    assert ends(plan, "strategy") == ["Ett", "Två"]


def test_a_dropped_activity_does_not_bring_a_goal_closer(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    plan.add("activity", goal=str(goal), status="dropped")

    assert ends(plan, "activity") == ["Mer mat"]


def test_new_blocks_are_offered_in_the_sub_area_that_they_belong_to(session: Session) -> None:
    plan = a_plan(session)
    food = plan.add("sub_area", "Livsmedel")
    need = plan.add("need", under=food)
    goal = plan.add("goal", under=food)

    assert mend(plan, "unanswered").given == {"answers": str(need), "under": str(food)}
    assert mend(plan, "activity").given == {"goal": str(goal), "under": str(food)}


def test_a_goal_without_any_need_to_choose_asks_for_the_need_first(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    assert mend(plan, "answers").adds == "need"

    plan.add("need")

    assert mend(plan, "answers") == Mend(goal, field="answers")


def test_nobody_is_asked_about_a_strategy_that_is_not_told(session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal")

    names = {one.check.name for one in loose(plan, has_strategy=False).found}

    assert "strategy" not in names


def test_an_end_alone_leads_to_the_start_and_a_start_to_the_end(session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity", start="2026")
    assert mend(plan, "dates").field == "end"

    plan.edit(activity, start="", end="2027")

    assert mend(plan, "dates").field == "start"


def test_conflicts_milestones_and_sub_areas_are_asked_too(session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal_conflict", "Öppen")
    plan.add("goal_conflict", "Löst", state="resolved")
    activity = plan.add("activity")
    plan.add("milestone", "Utan datum", under=activity)
    plan.add("milestone", "Nådd", under=activity, is_reached=True)
    plan.add("sub_area", "Tomt")

    assert ends(plan, "conflict_owner") == ends(plan, "conflict_review") == ["Öppen"]
    assert ends(plan, "milestone_date") == ["Utan datum"]
    assert ends(plan, "sub_area") == ["Tomt"]


def test_acts_come_in_their_order_and_what_is_soonest_done_first(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", start="2026", end="2027")
    plan.add("activity", level="base", start="2026", end="2027")
    plan.add("goal_conflict", next_review="2027")

    found = loose(plan)

    assert [step for step, _ in found.by_step] == [Step.PEOPLE, Step.TIES, Step.REST]
    assert [one.check.name for one in dict(found.by_step)[Step.PEOPLE]] == ["conflict_owner", "lead"]
    assert sum(found.of_step(step) for step in Step) == found.count


def test_a_large_roadmap_is_counted_whole(session: Session) -> None:
    found = loose(a_large_plan(session))

    assert found.asked == found.in_place + found.count
    assert found.count > 100
