"""The doors of meetings: who gets in, and what they see there."""

from sqlalchemy.orm import Session

from roadmaps.meetings.rules import attending, inviting, settling
from roadmaps.meetings.rules.attending import Come
from tests.browsing import Browser
from tests.factories.meetings import a_meeting, a_meeting_held
from tests.factories.roadmap import AT


def test_a_meeting_in_a_closed_area_is_not_for_everybody(client: Browser, session: Session) -> None:
    closed, opened = a_meeting(session, is_public=False), a_meeting(session, is_public=False, is_open=True)

    assert client.get(closed.address).status_code == 404
    assert client.get(opened.address).status_code == 200
    assert closed.meeting.title not in client.get(f"/areas/{closed.plan.slug}/meetings").text
    assert opened.meeting.title in client.get(f"/areas/{opened.plan.slug}/meetings").text


def test_names_are_for_those_who_hold_it(client: Browser, session: Session) -> None:
    held = a_meeting_held(session, is_open=True)
    anna = held.ask("Anna Persson", invite=False)[0]
    attending.tell_attendance(session, held.meeting, [anna.id], actor=held.leader, at=AT)

    assert "Anna Persson" not in client.get(held.address).text
    client.sign_in(held.plan.person(held.leader))
    assert "Anna Persson" in client.get(f"{held.address}/attendance").text


def test_the_link_to_take_part_by_is_for_those_who_may_come(client: Browser, session: Session) -> None:
    room = "https://video.example.org/rum-7"
    closed, opened = a_meeting(session, link=room), a_meeting(session, link=room, is_open=True)

    for page in (closed.address, f"{closed.address}/entry.ics", f"/areas/{closed.plan.slug}/meetings"):
        assert room not in client.get(page).text
    assert room in client.get(opened.address).text
    assert room in client.get(f"{opened.address}/entry.ics").text
    client.sign_in(closed.plan.person(closed.plan.editor))
    assert room in client.get(closed.address).text
    assert room in client.get(f"{closed.address}/entry.ics").text


def test_the_entry_for_calendars_is_for_whoever_may_read_it(client: Browser, session: Session) -> None:
    closed, opened = a_meeting(session, is_public=False), a_meeting(session)

    assert client.get(f"{closed.address}/entry.ics").status_code == 404
    entry = client.get(f"{opened.address}/entry.ics")
    assert entry.mimetype == "text/calendar"
    assert "METHOD:PUBLISH" in entry.text
    assert "DTSTART:20261203T090000Z" in entry.text


def test_the_pages_of_an_area_and_a_person_lead_to_what_is_ahead(client: Browser, session: Session) -> None:
    held = a_meeting(session)
    editor = held.plan.person(held.plan.editor)
    guest = inviting.guest_for(session, held.plan.editor)
    inviting.ask(session, held.meeting, [guest], actor=held.leader, at=AT)
    inviting.invite(session, held.meeting, actor=held.leader, at=AT)
    client.sign_in(editor)

    assert held.address in client.get(f"/areas/{held.plan.slug}").text
    assert held.address in client.get("/me").text


def test_an_open_meeting_about_a_closed_roadmap_tells_nobody_what_stands_in_it(
    client: Browser, session: Session
) -> None:
    held = a_meeting_held(session, is_public=False, is_open=True)
    goal = held.plan.add("goal", "Ett hemligt mål", text="Mer förädlas här.")
    said = held.say("Förädla mer")
    held.work_in(said, goal)
    attending.tell_attendance(
        session, held.meeting, [], [Come("Byskolan", email="b@example.org")], actor=held.leader, at=AT
    )
    settling.tell_what_came(session, held.meeting, actor=held.leader, at=AT)

    pages = [client.get(address).text for address in (held.address, f"/inputs/{said.id}", held.link())]
    client.sign_in(held.plan.person(held.plan.editor))
    inside = [client.get(address).text for address in (held.address, f"/inputs/{said.id}")]

    assert all("Förädla mer" in page and "Ett hemligt mål" not in page for page in pages)
    assert all("Ett hemligt mål" in page for page in inside)
