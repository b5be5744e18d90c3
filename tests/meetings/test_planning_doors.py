"""Planning a meeting in the page: its form, its agenda, and who may."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from roadmaps.meetings.models import AgendaPoint, Meeting
from roadmaps.meetings.rules import planning
from roadmaps.meetings.rules.planning import Wanted
from roadmaps.meetings.words import Subject
from tests.browsing import Browser
from tests.factories.meetings import a_meeting

FORM = {
    "title": "Höstmöte",
    "purpose": "Vi går igenom läget.",
    "day": "2026-12-03",
    "begins": "13.00",
    "until": "15",
    "place": "Östersund",
}


def test_a_leader_plans_a_meeting_from_the_list(client: Browser, session: Session) -> None:
    held = a_meeting(session)
    client.sign_in(held.plan.person(held.leader))

    answer = client.post(f"/areas/{held.plan.slug}/meetings/new", data=FORM)

    meeting = session.scalars(select(Meeting).where(Meeting.title == "Höstmöte")).unique().one()
    assert answer.location == f"/meetings/{meeting.id}/agenda"
    assert (meeting.ends_at - meeting.starts_at) == timedelta(hours=2)
    assert meeting.starts_at.isoformat() == "2026-12-03T12:00:00+00:00"


@pytest.mark.parametrize("begins", ["sent", "9" * 30])
def test_a_form_with_faults_keeps_what_was_typed(client: Browser, session: Session, begins: str) -> None:
    held = a_meeting(session)
    client.sign_in(held.plan.person(held.leader))

    answer = client.post("/county/meetings/new", data={**FORM, "begins": begins, "place": ""})

    assert answer.status_code == 422
    assert "Vi går igenom läget." in answer.text
    assert "13:00" in answer.text


@pytest.mark.parametrize("who", ["editor", "actor"])
def test_only_leaders_plan(client: Browser, session: Session, who: str) -> None:
    held = a_meeting(session)
    actor = held.plan.editor if who == "editor" else held.plan.others[who]
    client.sign_in(held.plan.person(actor))

    assert client.get(f"/areas/{held.plan.slug}/meetings/new").status_code == 403
    assert client.get(f"{held.address}/guests").status_code == 403
    assert client.get(f"{held.address}/attendance").status_code == 403


def test_the_agenda_takes_what_is_chosen_in_the_order_that_is_typed(client: Browser, session: Session) -> None:
    held = a_meeting(session)
    client.sign_in(held.plan.person(held.leader))
    client.post(f"{held.address}/agenda", data={"own": "Inledning\nLäget\n\nNästa steg"})
    points = session.scalars(select(AgendaPoint).order_by(AgendaPoint.position)).all()

    client.post(
        f"{held.address}/agenda",
        data={
            **{f"title-{one.id}": one.title for one in points},
            **{f"order-{one.id}": str(number) for number, one in enumerate(points, 1)},
            f"order-{points[2].id}": "1",
            f"minutes-{points[2].id}": "15",
            f"drop-{points[1].id}": "1",
        },
    )

    session.expire_all()
    points = session.scalars(select(AgendaPoint).order_by(AgendaPoint.position)).all()
    assert [(one.title, one.minutes) for one in points] == [("Nästa steg", 15), ("Inledning", None)]


def test_an_agenda_leads_to_what_it_takes_up(client: Browser, session: Session) -> None:
    held = a_meeting(session)
    about = {subject: new_id() for subject in Subject if subject is not Subject.OWN}
    wanted = [Wanted(subject.value, 10, subject, key) for subject, key in about.items()]
    planning.put_agenda(session, held.meeting, wanted, actor=held.leader)

    page = client.get(held.address).text

    for address in ("threads/{thread}", "suggestions/{suggestion}", "inputs/{input}"):
        assert f'href="/{address.format(**{one.value: key for one, key in about.items()})}"' in page
    assert f"/consultations/{about[Subject.CONSULTATION]}/points" in page
    assert "10.10" in page or "10:10" in page
