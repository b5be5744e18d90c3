"""What those who hold a meeting write down in the page: notes, decisions, and who was there."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.meetings.models import Input, MeetingNote
from tests.browsing import Browser, page_of
from tests.factories.meetings import a_meeting_held


def test_two_who_write_notes_at_once_both_see_it(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))
    client.post(f"{held.address}/notes", data={"text": "Vi började **sent**.", "based_on": "0"})

    answer = client.post(f"{held.address}/notes", data={"text": "Vi började i tid.", "based_on": "0"})
    kept = client.post(f"{held.address}/notes", data={"text": "Vi började i tid.", "based_on": "1"})

    assert (answer.status_code, kept.status_code) == (409, 303)
    assert "Vi började **sent**." in answer.text
    assert "Vi började i tid." in answer.text
    assert session.scalars(select(MeetingNote.number).order_by(MeetingNote.number)).all() == [1, 2]


def test_notes_with_a_fault_still_begin_from_what_their_writer_read(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))
    client.post(f"{held.address}/notes", data={"text": "Det andra skrev.", "based_on": "0"})

    answer = client.post(f"{held.address}/notes", data={"text": "å" * 50_001, "based_on": "0"})

    assert answer.status_code == 422
    assert page_of(answer).css_first("[name=based_on]").attributes["value"] == "0"


def test_two_who_tell_at_once_who_was_there_take_nobody_away_from_each_other(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    held.ask("Anna", "Bo", invite=False)
    anna, bo = held.people
    client.sign_in(held.plan.person(held.leader))
    listed = {"listed": [str(anna.id), str(bo.id)]}

    client.post(f"{held.address}/attendance", data={**listed, "there": [str(anna.id)]})
    client.post(f"{held.address}/attendance", data={**listed, "there": [str(bo.id)]})

    assert (anna.was_there, bo.was_there) == (True, True)
    client.post(f"{held.address}/attendance", data={**listed, "ticked": [str(anna.id), str(bo.id)]})
    assert (anna.was_there, bo.was_there) == (False, False)


def test_ticks_stay_when_a_row_is_refused(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    held.ask("Anna", "Bo", invite=False)
    client.sign_in(held.plan.person(held.leader))
    typed = {"there": [str(held.people[1].id)], "organisation-0": "Skolan", "heads-0": "många"}

    answer = client.post(f"{held.address}/attendance", data=typed)

    assert answer.status_code == 422
    ticks = ["checked" in one.attributes for one in page_of(answer).css("[name=there]")]
    assert ticks == [False, True]


def test_a_decision_says_who_sees_to_it(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))

    wrong = client.post(f"{held.address}/decisions", data={"decision": "", "due_on": ""})
    client.post(f"{held.address}/decisions", data={"decision": "Vi söker medel.", "due_on": "2027-02-01"})

    assert wrong.status_code == 422
    assert "Vi söker medel." in client.get(held.address).text


def test_who_was_there_is_told_with_rows_for_others(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    anna, bo = held.ask("Anna Persson", "Bo Ek", invite=False)
    client.sign_in(held.plan.person(held.leader))

    answer = client.post(
        f"{held.address}/attendance",
        data={"there": str(anna.id), "organisation-0": "Byskolan", "helix-0": "academia", "heads-0": "5"},
    )

    assert answer.status_code == 303
    page = client.get(held.address).text
    assert "Byskolan" in page
    assert (anna.was_there, bo.was_there) == (True, False)
    assert client.post(f"{held.address}/attendance", data={"organisation-0": "X", "heads-0": "0"}).status_code == 422


@pytest.mark.parametrize("due_on", ["0001-01-01", "9999-12-31", "2026-W01", "2026-02-30"])
def test_a_day_that_no_calendar_of_ours_has_is_refused(client: Browser, session: Session, due_on: str) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))

    answer = client.post(f"{held.address}/decisions", data={"decision": "Vi söker medel.", "due_on": due_on})

    assert answer.status_code == 422
    assert "Vi söker medel." in answer.text


def test_a_line_holds_no_sign_that_turns_text_around(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))

    client.post(f"{held.address}/inputs", data={"words": "Vi \u202ebörjar\x00", "who": "Karin\u202e Ås", "key": ""})

    said = session.scalars(select(Input)).one()
    assert (said.words, said.said_by) == ("Vi börjar\ufffd", "Karin Ås")
