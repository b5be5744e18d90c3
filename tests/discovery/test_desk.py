"""What waits in discovery stands on the desk of those who lead the area."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from roadmaps.discovery import rules
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import beginning_of
from tests.browsing import Browser
from tests.factories.desk import the_desk, words
from tests.factories.discovery import ON, a_candidate, an_unread_finding, decided
from tests.factories.roadmap import AT, a_plan

AGAIN = date(2026, 11, 25)


def test_what_nobody_has_read_waits_since_it_came_in(session: Session) -> None:
    plan = a_plan(session)
    finding, _ = an_unread_finding(plan, "Fjällmat", voice="Ett mejeri")

    desk = the_desk(session, plan.leader)
    [point] = desk.points
    told = desk.tell([point])[point.reference]
    rules.show(session, finding, actor=plan.leader, at=AT)

    assert (point.source, point.since, told.title, told.who) == ("discovery", AT, "Fjällmat", "Ett mejeri")
    assert not the_desk(session, plan.leader).points
    assert not the_desk(session, plan.editor).points


def test_what_rests_comes_back_on_its_day(session: Session) -> None:
    plan = a_plan(session)
    candidate, facts = a_candidate(plan), {"reasons": "Vi väntar.", "decided_on": ON, "decided_by": "Styrgruppen"}
    resting = CandidateState.RESTING
    rules.decide(session, candidate, resting, look_again_on=AGAIN, actor=plan.leader, at=AT, **facts)

    assert not the_desk(session, plan.leader).points
    [point] = the_desk(session, plan.leader, AT + timedelta(days=5)).points
    assert point.since == beginning_of(AGAIN)


def test_what_was_prioritised_waits_until_it_has_become_something(session: Session) -> None:
    plan = a_plan(session)
    goal, candidate = plan.add("goal", "Mer mat"), a_candidate(plan)
    decided(plan, candidate, CandidateState.PRIORITISED)

    assert words(the_desk(session, plan.leader)) == [
        "A prioritised candidate that has not become a goal or an activity yet."
    ]
    rules.tie(session, candidate, goal, actor=plan.leader, at=AT)
    assert not the_desk(session, plan.leader).points


def test_it_is_read_and_shown_from_the_desk(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    finding, _ = an_unread_finding(plan)
    candidate = decided(plan, a_candidate(plan), CandidateState.PRIORITISED)
    client.sign_in(plan.person(plan.leader))

    page = client.page(f"/desk/discovery/{finding.id}")
    form = page.css_first(".desk-acts form")
    client.post(str(form.attributes["action"]), data={"back": "/desk"})

    assert client.page(f"/desk/discovery/{candidate.id}").css_first(".desk-acts a") is not None
    assert str(finding.id) not in client.page("/desk").html
