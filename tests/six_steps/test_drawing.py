import re
from datetime import date

from sqlalchemy.orm import Session

from roadmaps.six_steps.lanes import WIDTH, lanes_of
from roadmaps.six_steps.process import process_of
from roadmaps.six_steps.ring import MOST_RINGS, ring_of
from roadmaps.six_steps.steps import Standing, Step, Turn
from tests.factories.roadmap import AT, a_plan
from tests.factories.six_steps import a_lap, a_round

MARCH, MAY, TODAY = date(2026, 3, 2), date(2026, 5, 4), date(2026, 11, 21)


def test_a_field_is_full_when_finished_half_full_under_way_and_empty_before(session: Session):
    going = a_round(session)
    going.tell(Step.ANALYSIS, Turn.BEGUN, MARCH)
    going.tell(Step.VISION, Turn.BEGUN, MARCH)
    going.tell(Step.VISION, Turn.FINISHED, MAY)

    ring = ring_of(process_of(session, going.plan.roadmap, actor=None, at=AT).laps)

    fields = {one.step: one for one in ring.fields}
    assert fields[Step.VISION].full == fields[Step.VISION].outline
    assert fields[Step.ANALYSIS].full not in {"", fields[Step.ANALYSIS].outline}
    assert fields[Step.PRIORITIES].full == ""
    assert fields[Step.PRIORITIES].standing is Standing.NOT_BEGUN


def test_the_newest_laps_are_drawn_and_no_more_than_there_is_room_for(session: Session):
    going = a_round(session)
    for month in range(2, 8):
        a_lap(going.plan, title=f"Varv {month}", began_on=date(2026, month, 1))

    ring = ring_of(process_of(session, going.plan.roadmap, actor=None, at=AT).laps)

    assert {one.lap for one in ring.fields} == {7, 6, 5}
    assert len(ring.fields) == MOST_RINGS * 6


def test_however_many_laps_are_drawn_the_middle_is_free_for_words(session: Session):
    going = a_round(session)
    for month in range(2, 5):
        a_lap(going.plan, title=f"Varv {month}", began_on=date(2026, month, 1))

        ring = ring_of(process_of(session, going.plan.roadmap, actor=None, at=AT).laps)

        radii = {float(radius) for one in ring.fields for radius in re.findall(r"A([\d.]+) ", one.outline)}
        assert min(radii) > 40


def test_steps_that_overlap_have_bars_above_each_other(session: Session):
    going = a_round(session)
    going.tell(Step.ANALYSIS, Turn.BEGUN, MARCH)
    going.tell(Step.GOVERNANCE, Turn.BEGUN, MARCH)
    second = a_lap(going.plan, title="Nästa", began_on=MAY)
    going.tell(Step.ANALYSIS, Turn.BEGUN, MAY, lap=second)

    lanes = lanes_of(process_of(session, going.plan.roadmap, actor=None, at=AT).laps, TODAY)

    newer, analysis, governance = lanes.bars
    assert analysis.x == governance.x < newer.x
    assert len({one.y for one in lanes.bars}) == 3
    assert all(one.is_open and one.x + one.width <= WIDTH for one in lanes.bars)


def test_a_lap_that_began_today_can_be_drawn(session: Session):
    plan = a_plan(session)
    a_lap(plan, began_on=TODAY)

    lanes = lanes_of(process_of(session, plan.roadmap, actor=None, at=AT).laps, TODAY)

    assert lanes.bars == []
    assert lanes.today <= WIDTH


def test_without_a_lap_there_are_no_lanes(session: Session):
    plan = a_plan(session)

    assert lanes_of(process_of(session, plan.roadmap, actor=None, at=AT).laps, TODAY) is None
