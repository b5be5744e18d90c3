from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from roadmaps.foundation.sentences import say
from roadmaps.six_steps.deeds import Deed, Sort, deeds_of
from roadmaps.six_steps.process import process_of
from roadmaps.six_steps.standing import round_of
from roadmaps.six_steps.steps import Step, Turn
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, a_plan
from tests.factories.six_steps import a_lap, a_round

MARCH, MAY, JULY, SEPTEMBER = date(2026, 3, 2), date(2026, 5, 4), date(2026, 7, 1), date(2026, 9, 1)


def _deed(on: date, sort: Sort = Sort.MEETING) -> Deed:
    return Deed(f"{sort}:{on}", sort, on, say("Something was done."), "/somewhere")


def _lap_of(laps, on: date, step: Step) -> int:
    return next(
        lap.number for lap in laps for one in lap.steps if one.step is step and any(d.on == on for d in one.deeds)
    )


def test_what_is_written_in_the_roadmap_is_gathered_by_month_and_kind(session: Session):
    plan = a_plan(session)
    plan.add("need", "Det saknas slakterier")
    plan.add("need", "Det saknas lokaler")
    plan.add("goal", "Mer mat")

    found = {one.sort: one for one in deeds_of(session, [plan.roadmap], actor=plan.leader, at=AT)}

    assert found[Sort.NEED].count == 2
    assert found[Sort.NEED].on == date(2026, 11, 21)
    assert found[Sort.GOAL].count == 1
    assert found[Sort.NEED].sort.steps == (Step.ANALYSIS,)


def test_what_was_taken_out_is_not_told(session: Session):
    plan = a_plan(session)
    plan.remove(plan.add("need", "Misstag"))

    found = {one.sort for one in deeds_of(session, [plan.roadmap], actor=plan.leader, at=AT)}

    assert Sort.NEED not in found


def test_a_deed_belongs_to_the_lap_in_which_its_step_was_worked_on(session: Session):
    going = a_round(session)
    going.tell(Step.GOVERNANCE, Turn.BEGUN, MARCH)
    going.tell(Step.GOVERNANCE, Turn.FINISHED, SEPTEMBER)
    second = a_lap(going.plan, title="Nästa", began_on=MAY)
    marks = process_of(session, going.plan.roadmap, actor=going.plan.leader, at=AT).told

    stood = round_of([going.lap, second], marks, [_deed(JULY), _deed(JULY, Sort.NEED), _deed(date(2025, 1, 1))])

    assert _lap_of(stood, JULY, Step.GOVERNANCE) == 1
    assert _lap_of(stood, JULY, Step.ANALYSIS) == 2
    assert _lap_of(stood, date(2025, 1, 1), Step.GOVERNANCE) == 1


def test_without_a_lap_what_was_done_is_shown_all_the_same(session: Session):
    plan = a_plan(session)
    plan.add("need", "Det saknas slakterier")

    process = process_of(session, plan.roadmap, actor=plan.leader, at=AT)

    assert not process.is_begun
    assert [one.step for one in process.laps[0].steps if one.is_touched] == [Step.ANALYSIS, Step.GOVERNANCE]


def test_what_comes_next_is_what_leaders_promise_and_what_the_records_plan(session: Session):
    going = a_round(session)
    going.tell(Step.VISION, Turn.BEGUN, MARCH, next_step="Ett öppet samtal", next_on=date(2026, 12, 3))
    going.tell(Step.ANALYSIS, Turn.BEGUN, MARCH, next_step="Gammalt")
    going.tell(Step.ANALYSIS, Turn.FINISHED, MAY)
    going.plan.roadmap.next_step, going.plan.roadmap.next_on = "Mål gås igenom", date(2026, 12, 1)
    session.flush()

    process = process_of(session, going.plan.roadmap, actor=going.plan.leader, at=AT)

    assert [one.on for one in process.ahead] == [date(2026, 12, 1), date(2026, 12, 3)]
    assert process.ahead_in(Step.VISION)[0].what == "Ett öppet samtal"


def test_what_was_promised_for_a_day_that_has_been_is_told_to_be_overdue(session: Session):
    going = a_round(session)
    going.tell(Step.VISION, Turn.BEGUN, MARCH, next_step="Ett öppet samtal", next_on=AT.date() - timedelta(days=1))
    going.tell(Step.ANALYSIS, Turn.BEGUN, MARCH, next_step="Intervjuer", next_on=AT.date())

    process = process_of(session, going.plan.roadmap, actor=going.plan.leader, at=AT)

    assert [(one.what, one.is_past) for one in process.ahead] == [("Ett öppet samtal", True), ("Intervjuer", False)]


def test_a_large_plan_is_told_in_few_lines(session: Session):
    plan = a_large_plan(session)

    found = deeds_of(session, [plan.roadmap], actor=plan.leader, at=datetime(2026, 11, 21, 9, tzinfo=UTC))

    assert sum(one.count for one in found if one.sort is Sort.ACTIVITY) == 300
    assert len(found) < 100
