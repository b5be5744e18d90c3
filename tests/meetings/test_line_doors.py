"""Lines of what is said at a meeting in the page: written, reworded, and told what became of them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.meetings.models import Input
from roadmaps.meetings.rules import settling
from roadmaps.meetings.words import Fate
from tests.browsing import Browser
from tests.factories.meetings import a_meeting_held
from tests.factories.roadmap import AT


def test_a_line_is_answered_with_itself_and_is_in_once_however_often_it_is_sent(
    client: Browser, session: Session
) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))
    line = {"key": "k1", "words": "  Vi saknar   ett slakteri  ", "who": ""}

    first = client.post(f"{held.address}/inputs", data=line, headers={"X-Line": "1"})
    again = client.post(f"{held.address}/inputs", data=line, headers={"X-Line": "1"})
    without_script = client.post(f"{held.address}/inputs", data={**line, "key": "k2"})

    assert (first.status_code, again.status_code, without_script.status_code) == (201, 201, 303)
    assert first.text == again.text
    assert "Vi saknar ett slakteri" in first.text
    assert [one.number for one in session.scalars(select(Input).order_by(Input.number)).unique()] == [1, 2]


def test_an_empty_line_is_refused_in_words(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.leader))

    answer = client.post(f"{held.address}/inputs", data={"words": " ", "key": "k"}, headers={"X-Line": "1"})
    page = client.post(f"{held.address}/inputs", data={"words": " ", "key": "k", "who": "Torsta"})

    assert (answer.status_code, page.status_code) == (422, 422)
    assert "<" not in answer.text
    assert 'value="Torsta"' in page.text


def test_a_reader_does_not_write_lines(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    client.sign_in(held.plan.person(held.plan.others["actor"]))

    assert client.get(f"{held.address}/inputs").status_code == 403
    assert client.post(f"{held.address}/inputs", data={"words": "Hej", "key": "k"}).status_code == 403


def test_what_was_said_becomes_a_need_by_the_form_of_the_roadmap(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say("Små företag saknar slakteri")
    client.sign_in(held.plan.person(held.plan.editor))

    page = client.get(f"/areas/{held.plan.slug}/roadmap/new/need?title=Slakteri&origin=input:{said.id}")
    client.post(
        f"/areas/{held.plan.slug}/roadmap/new/need",
        data={"title": "Slakteri", "text": "Små företag saknar slakteri.", "origin": f"input:{said.id}"},
    )

    session.refresh(said)
    assert "Små företag saknar slakteri" in page.text
    assert (said.fate, said.revision_number) == (Fate.WORKED_IN, held.plan.number)
    document, history = client.get(held.plan.address).text, client.get(f"{held.plan.address}/history").text
    assert f"/inputs/{said.id}" in document
    assert f"/inputs/{said.id}" in history


def test_what_comes_of_it_is_told_on_its_page(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say("Bygg en flygplats")
    client.sign_in(held.plan.person(held.leader))

    nothing = client.post(f"/inputs/{said.id}/fate", data={"fate": "declined", "words": " "})
    told = client.post(f"/inputs/{said.id}/fate", data={"fate": "declined", "words": "Utanför uppdraget."})
    strange = client.post(f"/inputs/{said.id}/fate", data={"fate": "sold", "words": "x"})

    assert (nothing.status_code, told.status_code, strange.status_code) == (422, 303, 404)
    assert "Utanför uppdraget." in client.get(f"/inputs/{said.id}").text


def test_a_line_can_be_reworded_and_taken_out_and_leaves_its_trail(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    said, other = held.say("Vi saknar slakteri"), held.say("Fel rad")
    client.sign_in(held.plan.person(held.leader))

    client.post(f"/inputs/{said.id}/wording", data={"wording": "Vi saknar ett litet slakteri", "who": "Byalaget"})
    client.post(f"/inputs/{other.id}/removal")

    page = client.get(f"/inputs/{said.id}").text
    assert "Vi saknar ett litet slakteri" in page
    assert "Vi saknar slakteri" in page
    assert client.get(f"/inputs/{other.id}").status_code == 404
    assert "Fel rad" not in client.get(held.address).text


def test_it_can_be_tied_to_a_part_that_is_there(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    goal = held.plan.add("goal", "Förädla mer", text="Mer förädlas här.")
    elsewhere = a_meeting_held(session).plan.add("goal", "Annat", text="Annat.")
    said = held.say("Förädla mer")
    client.sign_in(held.plan.person(held.leader))

    assert client.post(f"/inputs/{said.id}/text", data={"block": ""}).status_code == 422
    assert client.post(f"/inputs/{said.id}/text", data={"block": str(elsewhere)}).status_code == 422
    assert client.post(f"/inputs/{said.id}/text", data={"block": str(goal)}).status_code == 303
    assert (said.fate, said.block_id) == (Fate.WORKED_IN, goal)


def test_what_was_taken_up_again_is_not_shown_as_the_origin_of_a_text(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    goal = held.plan.add("goal", "Förädla mer", text="Mer förädlas här.")
    said = held.say("Förädla mer")
    held.work_in(said, goal)
    settling.reopen(session, said, reason="Mer behövs.", actor=held.leader, at=AT)

    assert f"/inputs/{said.id}" not in client.get(held.plan.address).text
