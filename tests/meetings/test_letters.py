"""The letters about meetings, as they leave the site."""

from datetime import timedelta

from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.events import Listeners
from roadmaps.meetings.events import Occasion
from roadmaps.meetings.rules import attending, inviting, planning, settling
from roadmaps.notifications.messages import message_of
from roadmaps.notifications.models import OutgoingMail
from tests.factories.meetings import Held, a_meeting, a_meeting_held, facts
from tests.factories.roadmap import AT


def letters(app, held: Held) -> list[OutgoingMail]:
    """What is in the outbox after this unit of work."""
    listeners: Listeners = app.extensions["listeners"]
    listeners.tell_in_transaction(held.session)
    return list(held.session.scalars(select(OutgoingMail).order_by(OutgoingMail.written_at, OutgoingMail.id)))


def test_an_invitation_carries_the_meeting_for_the_calendar(app, session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")

    [letter] = letters(app, held)

    message = message_of(letter, sender="Färdplan <fardplan@example.org>")
    parts = {part.get_content_type(): part for part in message.walk()}
    entry = parts["text/calendar"]
    assert entry.get_param("method") == "REQUEST"
    assert parts["application/ics"].get_filename() == "meeting.ics"
    event = Calendar.from_ical(entry.get_content()).walk("VEVENT")[0]
    assert str(event["summary"]) == held.meeting.title
    assert event["attendee"] == "mailto:anna.persson@example.org"
    assert letter.has_secret


def test_a_change_and_a_cancellation_carry_newer_versions_of_the_same_entry(app, session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")
    planning.change(session, held.meeting, facts(place="Åre"), actor=held.leader, at=AT + timedelta(hours=1))
    first = letters(app, held)
    planning.cancel(session, held.meeting, reason="Storm.", actor=held.leader, at=AT + timedelta(hours=2))

    told = [Calendar.from_ical(one.calendar) for one in letters(app, held)]

    events = [one.walk("VEVENT")[0] for one in told]
    assert len(first) == 2
    assert len({str(one["uid"]) for one in events}) == 1
    assert [str(one["method"]) for one in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert int(events[2]["sequence"]) == 2


def test_an_entry_that_others_may_see_holds_no_personal_link_where_the_page_is_open(app, session: Session) -> None:
    opened, closed = a_meeting(session), a_meeting(session, is_public=False)
    opened.ask("Anna Persson")
    [open_letter] = letters(app, opened)
    closed.ask("Bo Ek")

    closed_letter = letters(app, closed)[1]

    unfolded = [one.calendar.replace("\r\n ", "") for one in (open_letter, closed_letter)]
    assert "/by-letter/" not in unfolded[0]
    assert f"/meetings/{opened.meeting.id}" in unfolded[0]
    assert "/by-letter/" in unfolded[1]


def test_a_letter_tells_of_a_closed_roadmap_only_to_those_who_may_read_it(app, session: Session) -> None:
    held = a_meeting_held(session, is_public=False, is_open=True)
    goal = held.plan.add("goal", "Ett hemligt mål", text="Mer förädlas här.")
    held.work_in(held.say("Förädla mer"), goal)
    held.ask("Anna Persson", invite=False)
    guest = inviting.guest_for(session, held.plan.editor)
    inviting.ask(session, held.meeting, [guest], actor=held.leader, at=AT)
    there = [one.id for one in held.people]
    attending.tell_attendance(session, held.meeting, there, actor=held.leader, at=AT)
    settling.tell_what_came(session, held.meeting, actor=held.leader, at=AT)

    told = {one.to: "Ett hemligt mål" in one.text for one in letters(app, held)}

    assert told == {"anna.persson@example.org": False, guest.email: True}


def test_somebody_who_has_left_the_site_gets_no_letters(app, session: Session) -> None:
    held = a_meeting(session)
    guest = inviting.guest_for(session, held.plan.editor)
    inviting.ask(session, held.meeting, [guest], actor=held.leader, at=AT)
    held.plan.person(held.plan.editor).deactivated_at = AT

    inviting.invite(session, held.meeting, actor=held.leader, at=AT)

    assert letters(app, held) == []


def test_those_who_were_there_read_how_each_thing_stands(app, session: Session) -> None:
    held = a_meeting_held(session)
    [anna] = held.ask("Anna Persson", invite=False)
    attending.tell_attendance(session, held.meeting, [anna.id], actor=held.leader, at=AT)
    goal = held.plan.add("goal", "Förädla mer", text="Mer förädlas här.")
    held.work_in(held.say("Mer mat härifrån"), goal)
    settling.decline(session, held.say("En flygplats"), reason="Utanför.", actor=held.leader, at=AT)
    settling.tell_what_came(session, held.meeting, actor=held.leader, at=AT)

    [letter] = [one for one in letters(app, held) if one.kind == f"meetings/{Occasion.TOLD}"]

    assert "Mer mat härifrån" in letter.text
    assert "Förädla mer" in letter.text
    assert "Utanför." in letter.text
    assert letter.calendar == ""
