"""Saying that one comes: by the link in a letter, by a form without an account, and by one press."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.meetings.models import Participant
from roadmaps.meetings.words import Answer
from tests.browsing import Browser
from tests.factories.meetings import a_meeting


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
