"""The yearly report tells what came in, and what was decided with why."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from roadmaps.discovery import rules
from roadmaps.discovery.words import CandidateState
from tests.factories.discovery import a_candidate, a_finding
from tests.factories.follow_up import a_report, findings_about
from tests.factories.roadmap import AT, a_plan

DURING = datetime(2025, 4, 2, 9, tzinfo=UTC)


def test_a_report_takes_in_what_was_told_and_decided_within_its_days(session: Session) -> None:
    plan = a_plan(session)
    candidate = a_candidate(plan, a_finding(plan, at=DURING), title="Regionalt råd", at=DURING)
    a_candidate(plan)
    facts = {"decided_by": "Styrgruppen", "actor": plan.leader, "at": AT}
    away, again = CandidateState.CHOSEN_AWAY, CandidateState.CONSIDERED
    rules.decide(session, candidate, away, reasons="Det finns\nett råd.", decided_on=date(2025, 5, 18), **facts)
    rules.decide(session, candidate, again, reasons="Ny fråga.", decided_on=date(2026, 5, 18), **facts)

    report = a_report(session, plan.roadmap.area, plan.leader)
    told = {subject: findings_about(session, report, subject) for subject in ("dialogue", "decisions")}

    assert "One need, idea or strength was told." in [one.content["sentence"] for one in told["dialogue"]]
    assert [one.content["sentence"] for one in told["decisions"] if "candidate" in one.content["sentence"]] == [
        "The candidate “Regionalt råd”, by Styrgruppen on 18 May 2025: Chosen away. Det finns ett råd."
    ]
