"""Those who lead are reminded of what was to happen next: when its day has come, seldom after that, and of a long pause."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap import rules
from roadmaps.roadmap.events import NextStepDue
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.queries import phase_changes
from roadmaps.roadmap.reminding import remind_of_next_steps
from tests.factories.roadmap import AT, Plan, a_plan

TODAY = AT.date()
WEEK = timedelta(days=7)


def told(plan: Plan, phase: Phase, next_on: date | None, at: datetime = AT, **facts: str) -> None:
    words = {"reason": "Så är det.", "next_step": "Öppet möte.", **facts}
    rules.change_phase(
        plan.session, plan.roadmap, phase, since=TODAY, next_on=next_on, actor=plan.leader, at=at, **words
    )


def reminded(plan: Plan, day: date) -> list[NextStepDue]:
    """Who is reminded on that day at noon."""
    take_recorded(plan.session)
    remind_of_next_steps(plan.session, beginning_of(day) + timedelta(hours=12))
    plan.session.flush()
    return [one for one in take_recorded(plan.session) if isinstance(one, NextStepDue)]


def test_all_who_lead_are_reminded_when_the_day_has_come(session: Session) -> None:
    plan = a_plan(session)
    told(plan, Phase.BEING_WRITTEN, TODAY + WEEK)

    before, then = reminded(plan, TODAY + WEEK - timedelta(days=1)), reminded(plan, TODAY + WEEK)

    assert before == []
    assert {one.person_id for one in then} == {plan.leader.person_id, plan.others["deputy"].person_id}
    assert {(one.next_step, one.next_on) for one in then} == {("Öppet möte.", TODAY + WEEK)}


def test_it_is_said_again_after_four_weeks_and_no_sooner(session: Session) -> None:
    plan = a_plan(session)
    told(plan, Phase.BEING_WRITTEN, TODAY + WEEK)

    days = [number for number in range(70) if reminded(plan, TODAY + timedelta(days=number))]

    assert days == [7, 35, 63]


def test_telling_how_it_went_ends_it(session: Session) -> None:
    plan = a_plan(session)
    told(plan, Phase.BEING_WRITTEN, TODAY + WEEK)
    reminded(plan, TODAY + WEEK)

    told(plan, Phase.BEING_WRITTEN, TODAY + 2 * WEEK, AT + timedelta(days=8))

    assert [number for number in range(9, 20) if reminded(plan, TODAY + timedelta(days=number))] == [14]


def test_a_pause_is_brought_to_mind_every_third_month_before_its_day(session: Session) -> None:
    plan = a_plan(session)
    told(plan, Phase.PAUSED, TODAY + timedelta(days=300))

    days = [number for number in range(0, 300, 7) if reminded(plan, TODAY + timedelta(days=number))]

    assert days == [91, 182, 273]


@pytest.mark.parametrize("phase", [Phase.BEING_WRITTEN, Phase.IN_PROGRESS])
def test_work_that_goes_on_is_left_alone_until_its_day(session: Session, phase: Phase) -> None:
    plan = a_plan(session)
    told(plan, phase, TODAY + timedelta(days=300))

    assert not [number for number in range(0, 300, 7) if reminded(plan, TODAY + timedelta(days=number))]


def test_a_closed_roadmap_waits_for_nothing(session: Session) -> None:
    plan = a_plan(session)
    told(plan, Phase.CLOSED, TODAY)

    assert reminded(plan, TODAY + WEEK) == []


def test_a_pause_needs_a_day_on_which_it_is_looked_at_again(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        told(plan, Phase.PAUSED, None)

    assert set(refused.value.fields) == {"next_on"}


def test_the_decision_stays_with_the_state_that_it_led_to(session: Session) -> None:
    plan = a_plan(session)

    told(plan, Phase.ADOPTED, TODAY + WEEK, decision="Nämnden 12 mars 2026, § 34")
    told(plan, Phase.IN_PROGRESS, TODAY + WEEK, AT + timedelta(days=1))

    newest, before = session.scalars(phase_changes(plan.roadmap)).all()[:2]
    assert (before.decision, newest.decision, plan.roadmap.phase_decision) == ("Nämnden 12 mars 2026, § 34", "", "")
