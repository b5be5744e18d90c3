"""The doors of meetings: who gets in, and what they see there."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from roadmaps.meetings.models import AgendaPoint, Input, Meeting, MeetingNote, Participant
from roadmaps.meetings.rules import attending, inviting, planning, settling
from roadmaps.meetings.rules.attending import Come
from roadmaps.meetings.rules.planning import Wanted
from roadmaps.meetings.words import Answer, Fate, Subject
from tests.browsing import Browser, page_of
from tests.factories.meetings import a_meeting, a_meeting_held
from tests.factories.roadmap import AT

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


def test_a_form_with_faults_keeps_what_was_typed(client: Browser, session: Session) -> None:
    held = a_meeting(session)
    client.sign_in(held.plan.person(held.leader))

    answer = client.post("/county/meetings/new", data={**FORM, "begins": "sent", "place": ""})

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


def test_what_was_taken_up_again_is_not_shown_as_the_origin_of_a_text(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    goal = held.plan.add("goal", "Förädla mer", text="Mer förädlas här.")
    said = held.say("Förädla mer")
    held.work_in(said, goal)
    settling.reopen(session, said, reason="Mer behövs.", actor=held.leader, at=AT)

    assert f"/inputs/{said.id}" not in client.get(held.plan.address).text


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
