"""Saying that one comes: by the link in a letter, by a form without an account, and by one press."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Person
from roadmaps.foundation.clock import now, today
from roadmaps.meetings.models import Participant
from roadmaps.meetings.rules import inviting
from roadmaps.meetings.words import Answer
from tests.browsing import Browser
from tests.factories.meetings import a_meeting
from tests.factories.roadmap import AT


def test_the_link_in_a_letter_shows_and_a_button_answers(client: Browser, session: Session) -> None:
    held = a_meeting(session, is_public=False)
    held.ask("Anna Persson")
    link = held.link()

    shown = client.get(f"{link}?answer=yes")
    before = held.people[0].answer
    answered = client.post(link, data={"answer": "yes", "words": "Gärna på länk."})

    assert "Öppet möte om beredskap" in shown.text
    assert (shown.headers["X-Robots-Tag"], shown.headers["Cache-Control"]) == ("noindex", "no-store")
    assert before is None
    assert answered.status_code == 303
    assert (held.people[0].answer, held.people[0].answer_words) == (Answer.YES, "Gärna på länk.")


def test_a_link_that_no_letter_carried_leads_nowhere(client: Browser) -> None:
    assert client.get("/meetings/by-letter/abc").status_code == 404


def gone(session: Session, person: Person) -> None:
    session.execute(update(Person).where(Person.id == person.id).values(deactivated_at=now()))


def elsewhere(session: Session, person: Person) -> None:
    yesterday = today() - timedelta(days=1)
    session.execute(update(Membership).where(Membership.person_id == person.id).values(until_on=yesterday))


@pytest.mark.parametrize(("loses", "answers"), [(gone, 404), (elsewhere, 403)])
def test_the_link_of_somebody_with_an_account_ends_with_what_they_were_asked_as(
    client: Browser, session: Session, loses: Callable[[Session, Person], None], answers: int
) -> None:
    held = a_meeting(session, is_public=False)
    editor = held.plan.person(held.plan.editor)
    assert held.plan.editor.acting_for_id is not None
    inviting.ask_organisations(session, held.meeting, [held.plan.editor.acting_for_id], actor=held.leader, at=AT)
    inviting.invite(session, held.meeting, actor=held.leader, at=AT)
    link = held.link()
    assert client.get(link).status_code == 200

    loses(session, editor)
    session.expire_all()

    assert client.get(link).status_code == answers
    assert client.post(link, data={"answer": "yes"}).status_code == answers
    assert held.people[0].answer is None


def test_a_link_leads_nowhere_a_year_after_the_meeting(client: Browser, session: Session) -> None:
    held = a_meeting(session, is_public=False)
    held.ask("Anna Persson")
    link = held.link()

    with time_machine.travel(held.meeting.ends_at + timedelta(days=364), tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(held.meeting.ends_at + timedelta(days=366), tick=False):
        assert client.get(link).status_code == 404


def test_somebody_without_an_account_signs_up_to_an_open_meeting(client: Browser, session: Session) -> None:
    held = a_meeting(session, is_public=False, is_open=True)
    typed = {"name": "Lars Ek", "organisation": "Byalaget", "email": "Lars@Example.org"}

    answer = client.post(f"{held.address}/sign-up", data=typed)

    assert answer.status_code == 303
    lars = session.scalars(select(Participant).where(Participant.email == "lars@example.org")).unique().one()
    assert (lars.answer, lars.shown_organisation) == (Answer.YES, "Byalaget")


def test_what_strangers_call_themselves_is_counted_and_shown_to_those_who_hold_it_only(
    client: Browser, session: Session
) -> None:
    held = a_meeting(session, is_open=True)
    typed = {"name": "Lars Ek", "organisation": "Köp billigt på exempel.se", "email": "lars@example.org"}
    client.post(f"{held.address}/sign-up", data=typed)

    shown = client.page(held.address).css_first("main").text()

    assert "billigt" not in shown
    assert "1 utan organisation" in shown
    client.sign_in(held.plan.person(held.leader))
    assert "billigt" in client.page(held.address).css_first("main").text()


def test_nobody_signs_up_to_a_meeting_that_is_not_open(client: Browser, session: Session) -> None:
    held = a_meeting(session)

    assert client.get(f"{held.address}/sign-up").status_code == 404
    assert client.post(f"{held.address}/sign-up", data={"name": "A", "email": "a@example.org"}).status_code == 404


def test_an_actor_signs_up_with_one_press_and_changes_the_answer(client: Browser, session: Session) -> None:
    held = a_meeting(session)
    client.sign_in(held.plan.person(held.plan.others["actor"]))

    client.post(f"{held.address}/sign-up")
    client.post(f"{held.address}/answer", data={"answer": "no"})

    assert [one.answer for one in held.people] == [Answer.NO]
