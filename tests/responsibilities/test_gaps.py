"""Where the division of responsibility has gaps."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.plan.queries import plan_of
from roadmaps.responsibilities.gaps import Gaps, gaps_in
from roadmaps.responsibilities.matrix import matrix_of
from roadmaps.responsibilities.rules import answer_question
from tests.factories.accounts import an_organisation
from tests.factories.large import a_large_plan
from tests.factories.responsibilities import LATER, Lead, a_lead, asked_for_lead, asked_for_status
from tests.factories.roadmap import Plan, a_plan

LONG_AFTER = LATER + timedelta(days=15)


@pytest.fixture
def lead(session: Session) -> Lead:
    return a_lead(session)


def gaps(plan: Plan, at=LONG_AFTER) -> Gaps:
    read = plan_of(plan.session, plan.roadmap)
    return gaps_in(plan.session, read.activities, [plan.roadmap.id], at)


def which(found: Gaps) -> dict[str, int]:
    return {name: len(value) for name, value in vars(found).items() if value}


def test_an_activity_that_nobody_is_to_lead_is_a_gap(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity")

    assert which(gaps(plan)) == {"without": 1}


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_has_no_gap(session: Session, status: str) -> None:
    plan = a_plan(session)
    plan.add("activity", status=status)

    assert gaps(plan).count == 0


def test_an_organisation_that_does_not_answer_is_silent_after_two_weeks(lead: Lead) -> None:
    asked_for_lead(lead)

    assert which(gaps(lead.plan, LATER + timedelta(days=13))) == {}
    assert which(gaps(lead.plan)) == {"silent": 1}


def test_an_organisation_that_has_declined_is_told_apart(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    answer_question(session, question, "cannot", note="Nej.", actor=lead.actor, at=LATER)

    assert which(gaps(lead.plan)) == {"declined": 1}


def test_an_organisation_that_needs_something_is_not_silent(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    answer_question(session, question, "need", note="Pengar.", actor=lead.actor, at=LATER)

    assert gaps(lead.plan).count == 0


def test_an_organisation_that_nobody_acts_for_has_left(session: Session, lead: Lead) -> None:
    lead.accept()
    lead.person.deactivated_at = LATER
    session.flush()

    assert which(gaps(lead.plan)) == {"left": 1}


def test_an_archived_organisation_has_left(session: Session, lead: Lead) -> None:
    lead.accept()
    lead.organisation.archived_at = LATER
    session.flush()

    assert which(gaps(lead.plan)) == {"left": 1}


def test_a_leader_that_does_not_say_how_it_goes_is_found_too(lead: Lead) -> None:
    asked_for_status(lead.accept())

    assert which(gaps(lead.plan)) == {"untold": 1}


def test_the_matrix_has_who_does_most_first_and_what_nobody_leads_on_top(session: Session) -> None:
    plan = a_plan(session)
    busy, helper = an_organisation(session, "Torsta").id, an_organisation(session, "Almi").id
    led, unled = plan.add("activity", "Ledd"), plan.add("activity", "Oledd")
    plan.part(led, helper)
    plan.part(led, busy, "leads")
    plan.part(unled, helper)

    matrix = matrix_of(plan_of(session, plan.roadmap).activities)

    assert [column.name for column in matrix.columns] == ["Torsta", "Almi"]
    assert [row.activity.id for row in matrix.rows] == [unled, led]
    assert [[share.part.value if share else None for share in row.shares] for row in matrix.rows] == [
        [None, "takes_part"],
        ["leads", "takes_part"],
    ]


def test_a_large_plan_has_a_cell_for_each_share(session: Session) -> None:
    plan = a_large_plan(session)

    matrix = matrix_of(plan_of(session, plan.roadmap).activities)

    cells = sum(share is not None for row in matrix.rows for share in row.shares)
    assert cells == len(plan.state.of_kind("responsibility"))
