from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.six_steps import rules
from roadmaps.six_steps.queries import laps_of, marks_of
from roadmaps.six_steps.standing import in_order, round_of, spells_of, standing_after
from roadmaps.six_steps.steps import Standing, Step, Turn
from tests.factories.roadmap import AT, a_plan
from tests.factories.six_steps import BEGINS, Round, a_lap, a_round

MARCH, MAY, JULY, SEPTEMBER = date(2026, 3, 2), date(2026, 5, 4), date(2026, 7, 1), date(2026, 9, 1)


def _marks(going: Round, step: Step):
    told = going.plan.session.scalars(marks_of([going.plan.roadmap.area_id])).unique()
    return in_order(one for one in told if one.step is step)


def test_a_step_is_begun_finished_and_taken_up_again(session: Session):
    going = a_round(session)

    stood = []
    for turn, day in ((Turn.BEGUN, MARCH), (Turn.FINISHED, MAY), (Turn.TAKEN_UP, JULY)):
        going.tell(Step.ANALYSIS, turn, day)
        stood.append(standing_after(_marks(going, Step.ANALYSIS)))

    assert stood == [Standing.UNDER_WAY, Standing.FINISHED, Standing.UNDER_WAY]
    assert [(one.begins, one.until) for one in spells_of(_marks(going, Step.ANALYSIS))] == [(MARCH, MAY), (JULY, None)]


def test_steps_overlap_and_are_begun_in_any_order(session: Session):
    going = a_round(session)

    going.tell(Step.EVALUATION, Turn.BEGUN, MARCH)
    going.tell(Step.ANALYSIS, Turn.BEGUN, MAY)

    assert standing_after(_marks(going, Step.EVALUATION)) is Standing.UNDER_WAY
    assert standing_after(_marks(going, Step.ANALYSIS)) is Standing.UNDER_WAY


@pytest.mark.parametrize(
    "turn",
    [pytest.param(Turn.FINISHED, id="finished before begun"), pytest.param(Turn.TAKEN_UP, id="taken up before begun")],
)
def test_a_turn_that_cannot_follow_is_refused_at_its_day(session: Session, turn: Turn):
    going = a_round(session)

    with pytest.raises(Invalid) as refused:
        going.tell(Step.VISION, turn, MARCH)

    assert "told_on" in refused.value.fields


def test_what_is_told_late_must_fit_between_what_was_told(session: Session):
    going = a_round(session)
    going.tell(Step.VISION, Turn.BEGUN, MARCH)
    going.tell(Step.VISION, Turn.FINISHED, SEPTEMBER)

    with pytest.raises(Invalid):
        going.tell(Step.VISION, Turn.FINISHED, MAY)
    session.expire_all()


def test_a_pause_is_told_afterwards(session: Session):
    going = a_round(session)
    going.tell(Step.VISION, Turn.BEGUN, MARCH)
    going.tell(Step.VISION, Turn.FINISHED, MAY)
    going.tell(Step.VISION, Turn.TAKEN_UP, SEPTEMBER)

    going.tell(Step.VISION, Turn.NOTED, JULY, "Sommaren gick åt till annat.")

    assert [one.turn for one in _marks(going, Step.VISION)] == [Turn.BEGUN, Turn.FINISHED, Turn.NOTED, Turn.TAKEN_UP]
    assert standing_after(_marks(going, Step.VISION)) is Standing.UNDER_WAY


def test_nothing_is_told_of_days_ahead_or_without_words(session: Session):
    going = a_round(session)

    with pytest.raises(Invalid) as refused:
        going.tell(Step.VISION, Turn.BEGUN, date(2026, 11, 22), " ")

    assert set(refused.value.fields) == {"told_on", "words"}


def test_a_mark_that_was_wrong_is_taken_back_and_stays_to_be_read(session: Session):
    going = a_round(session)
    mark = going.tell(Step.VISION, Turn.BEGUN, MARCH)

    rules.take_back(session, mark, reason="Det var ett annat område.", actor=going.plan.leader, at=AT)

    assert standing_after(_marks(going, Step.VISION)) is Standing.NOT_BEGUN
    assert [one.withdrawal_reason for one in session.scalars(marks_of([going.plan.roadmap.area_id]))] == [
        "Det var ett annat område."
    ]


def test_what_later_marks_build_on_cannot_be_taken_back(session: Session):
    going = a_round(session)
    begun = going.tell(Step.VISION, Turn.BEGUN, MARCH)
    going.tell(Step.VISION, Turn.FINISHED, MAY)

    with pytest.raises(Invalid):
        rules.take_back(session, begun, reason="Fel.", actor=going.plan.leader, at=AT)


def test_laps_are_counted_and_begin_one_after_the_other(session: Session):
    plan = a_plan(session)
    a_lap(plan)

    second = a_lap(plan, title="Nästa", began_on=SEPTEMBER)

    assert second.number == 2
    with pytest.raises(Invalid) as refused:
        a_lap(plan, title="Mellan", began_on=BEGINS)
    assert "began_on" in refused.value.fields


def test_steps_of_the_last_lap_go_on_when_the_next_begins(session: Session):
    going = a_round(session)
    going.tell(Step.EVALUATION, Turn.BEGUN, MAY)
    second = a_lap(going.plan, title="Nästa", began_on=JULY)
    going.tell(Step.ANALYSIS, Turn.BEGUN, JULY, lap=second)

    area_id = going.plan.roadmap.area_id
    laps = list(session.scalars(laps_of([area_id])).unique())
    newest, first = round_of(laps, session.scalars(marks_of([area_id])).unique(), [])

    assert [one.step for one in newest.under_way] == [Step.ANALYSIS]
    assert [one.step for one in first.under_way] == [Step.EVALUATION]


def test_only_those_who_lead_tell(session: Session):
    plan = a_plan(session)

    with pytest.raises(NotAllowed):
        rules.begin_lap(
            session, plan.roadmap.area, title="Varv", began_on=BEGINS, reason="Nu.", actor=plan.editor, at=AT
        )
