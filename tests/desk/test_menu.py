"""The count in the menu: always what the desk holds, although it is not found anew on every page."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.desk.gathering import gather
from roadmaps.desk.memory import Memory
from roadmaps.responsibilities.rules import answer_question
from tests.factories.desk import a_question, the_desk
from tests.factories.indicators import Measured, an_indicator
from tests.factories.responsibilities import a_lead, asked_for_lead
from tests.factories.roadmap import AT, Plan
from tests.roadmap.test_reading_doors import counted

LATE = AT + timedelta(days=15)


@pytest.fixture
def measured(session: Session) -> Measured:
    return an_indicator(session)


@pytest.fixture
def plan(measured: Measured) -> Plan:
    return measured.plan


def test_the_count_follows_all_that_happens(session: Session, measured: Measured, plan: Plan) -> None:
    memory, seen = Memory(), []

    def look() -> None:
        session.flush()
        session.expire_all()
        count = gather(session, actor=plan.leader, at=LATE, memory=memory).count
        assert count == the_desk(session, plan.leader, LATE).count
        seen.append(count)

    look()
    lead = a_lead(session, plan=plan)
    _, question = asked_for_lead(lead)
    look()
    a_question(plan)
    look()
    measured.read("2024", "50")
    look()
    measured.read("2025", "52")
    look()
    answer_question(session, question, "lead", note="", actor=lead.actor, at=AT + timedelta(hours=2))
    look()
    lead.organisation.archived_at = LATE
    look()

    assert seen == [0, 1, 2, 3, 2, 1, 2]


def test_nothing_is_read_anew_while_nothing_has_changed(session: Session, measured: Measured, plan: Plan) -> None:
    memory = Memory()
    first = queries_of(session, plan, memory)

    assert queries_of(session, plan, memory) < first


def test_two_areas_are_not_taken_for_each_other(session: Session, measured: Measured) -> None:
    measured.read("2024", "50")
    other, memory = an_indicator(session), Memory()

    counts = [gather(session, actor=one.leader, at=AT, memory=memory).count for one in (measured.plan, other.plan)]

    assert counts == [1, 0]
    assert other.plan.leader.has(other.plan.roadmap.area_id, Role.PROCESS_LEADER)


def queries_of(session: Session, plan: Plan, memory: Memory) -> int:
    with counted(session) as statements:
        gather(session, actor=plan.leader, at=AT, memory=memory)
    return len(statements)
