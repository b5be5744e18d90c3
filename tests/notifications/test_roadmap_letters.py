"""Those who lead a roadmap get a letter when its next step is due, and of a pause, in their language."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.notifications.roadmap_letters import RoadmapLetters
from roadmaps.notifications.rules import stop
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.reminding import remind_of_next_steps
from roadmaps.roadmap.rules import change_phase
from tests.factories.notifications import BASE_URL, the_outbox
from tests.factories.roadmap import AT, Plan, a_plan

LATER = AT + timedelta(days=8)


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def letters(plan: Plan, phase: Phase) -> list[OutgoingMail]:
    """What is written when the day of the next step has come."""
    facts = {"reason": "Tjänsten är obesatt.", "next_step": "Ny processledare", "actor": plan.leader}
    change_phase(plan.session, plan.roadmap, phase, **facts, since=AT.date(), next_on=LATER.date(), at=AT)  # type: ignore[arg-type]
    take_recorded(plan.session)
    remind_of_next_steps(plan.session, LATER)
    listeners = Listeners()
    RoadmapLetters(the_outbox()).wire(listeners)
    listeners.tell_in_transaction(plan.session)
    plan.session.flush()
    return list(plan.session.scalars(select(OutgoingMail)))


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.BEING_WRITTEN])
def test_each_of_those_who_lead_gets_one_with_the_way_to_tell_how_it_stands(plan: Plan, phase: Phase) -> None:
    found = letters(plan, phase)

    assert {one.person_id for one in found} == {plan.leader.person_id, plan.others["deputy"].person_id}
    for one in found:
        assert "Ny processledare" in one.text
        assert f"{BASE_URL}/areas/{plan.slug}/roadmap/state" in one.text


def test_whoever_has_stopped_such_letters_gets_none(plan: Plan) -> None:
    stop(plan.session, plan.leader.person_id, MailKind.ASSIGNMENTS, at=AT)

    assert {one.person_id for one in letters(plan, Phase.PAUSED)} == {plan.others["deputy"].person_id}
