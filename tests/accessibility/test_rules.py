"""The rules of the accessibility statement."""

from datetime import date, timedelta

import pytest

from roadmaps.accessibility import rules
from roadmaps.accessibility.models import FaultReason, Status
from roadmaps.accessibility.queries import mended_faults, standing_faults, statements
from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from tests.factories.accessibility import a_fault, a_report, a_statement
from tests.factories.areas import a_coordinator, an_area, someone_with


def test_the_newest_statement_counts_and_the_earlier_stays(session, at):
    coordinator = a_coordinator(session)
    a_statement(session, coordinator, at=at)

    newer = a_statement(session, coordinator, at=at + timedelta(days=1), status=Status.FULLY)

    assert session.scalars(statements()).all()[0] is newer
    assert len(session.scalars(statements()).all()) == 2


def test_a_statement_needs_a_way_other_than_the_form_and_a_day_that_has_been(session, at):
    facts = {"responsible": "Regionen", "status": Status.PARTLY, "assessed_how": "Med test.", "answers_within": 14}

    with pytest.raises(Invalid) as refused:
        rules.write_statement(session, **facts, assessed_on=date(2027, 1, 1), actor=a_coordinator(session), at=at)

    assert set(refused.value.fields) == {"assessed_on", "email"}


def test_nobody_but_coordinators_writes_it(session, at):
    leader = someone_with(session, an_area(session), Role.PROCESS_LEADER)
    report = a_report(session, at=at)

    with pytest.raises(NotAllowed):
        a_statement(session, leader, at=at)
    with pytest.raises(NotAllowed):
        a_fault(session, leader, at=at)
    with pytest.raises(NotAllowed):
        rules.answer_report(session, report.id, answer="Nej.", actor=leader, at=at)


def test_a_fault_is_known_until_it_is_mended_and_its_row_stays(session, at):
    coordinator = a_coordinator(session)
    fault = a_fault(session, coordinator, at=at)

    rules.mend_fault(session, fault, actor=coordinator, at=at)

    assert session.scalars(standing_faults()).all() == []
    assert session.scalars(mended_faults()).all() == [fault]
    with pytest.raises(Conflict):
        rules.mend_fault(session, fault, actor=coordinator, at=at)


def test_a_fault_is_mended_after_it_became_known(session, at):
    with pytest.raises(Invalid) as refused:
        rules.tell_fault(
            session,
            words="Något.",
            reason=FaultReason.BURDEN,
            since_on=date(2026, 11, 1),
            until_on=date(2026, 10, 1),
            actor=a_coordinator(session),
            at=at,
        )

    assert set(refused.value.fields) == {"until_on"}


def test_a_report_is_answered_once(session, at):
    coordinator = a_coordinator(session)
    report = a_report(session, at=at)
    rules.answer_report(session, report.id, answer="Menyn är lagad.", actor=coordinator, at=at)

    with pytest.raises(Conflict):
        rules.answer_report(session, report.id, answer="Igen.", actor=coordinator, at=at)
