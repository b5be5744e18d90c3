"""Planning meetings, asking people, and what they are told."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.meetings.calendar_entry import invitation
from roadmaps.meetings.events import Occasion
from roadmaps.meetings.models import MeetingTurn
from roadmaps.meetings.queries import find_link, meetings_between
from roadmaps.meetings.rules import inviting, plan_meeting, planning
from roadmaps.meetings.rules.inviting import Guest
from roadmaps.meetings.words import Answer, State, Turn
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import an_area
from tests.factories.meetings import a_meeting, a_meeting_held, facts
from tests.factories.roadmap import AT


def test_nobody_is_told_of_a_meeting_that_is_only_planned(session: Session) -> None:
    held = a_meeting(session)

    held.ask("Anna Persson", invite=False)
    planning.change(session, held.meeting, facts(place="Åre"), actor=held.leader, at=AT)

    assert held.letters == []
    assert held.meeting.state_at(AT) is State.PLANNED


def test_everyone_in_the_list_gets_one_letter(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson", "Bo Ek")

    again = inviting.invite(session, held.meeting, actor=held.leader, at=AT)
    held.ask("Anna Persson", "Cilla Dahl")

    assert again == 0
    assert [one.occasion for one in held.letters] == [Occasion.INVITED] * 3
    assert len({one.token for one in held.letters}) == 3


def test_the_people_of_an_organisation_are_asked_and_one_without_people_stands_there(session: Session) -> None:
    held = a_meeting(session)
    torsta, empty = an_organisation(session), an_organisation(session)
    for name in ("Anna", "Bo"):
        a_membership(session, a_person(session, name), torsta)

    new = inviting.ask_organisations(session, held.meeting, [torsta.id, empty.id], actor=held.leader, at=AT)
    letters = inviting.invite(session, held.meeting, actor=held.leader, at=AT)

    assert [one.name for one in new] == ["Anna", "Bo", empty.name]
    assert letters == 2
    inviting.set_address(session, new[2], "post@example.org", actor=held.leader)
    assert inviting.invite(session, held.meeting, actor=held.leader, at=AT) == 1


def test_a_letter_that_went_to_a_wrong_address_opens_nothing_once_that_is_set_right(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")
    wrong = held.letters[0].token

    inviting.set_address(session, held.people[0], "ratt@example.org", actor=held.leader)

    with pytest.raises(NotFound):
        find_link(session, wrong, AT)
    assert inviting.invite(session, held.meeting, actor=held.leader, at=AT) == 1
    assert find_link(session, held.letters[-1].token, AT).participant is held.people[0]


def test_another_time_asks_everybody_anew_and_counts_the_entry_up(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")
    inviting.answer(session, held.people[0], Answer.YES, words="", at=AT)

    other_place = planning.change(session, held.meeting, facts(place="Åre"), actor=held.leader, at=AT)
    still = held.people[0].answer
    later = facts(starts_at=AT + timedelta(days=13), ends_at=AT + timedelta(days=13, hours=1))
    other_time = planning.change(session, held.meeting, later, actor=held.leader, at=AT)

    assert (other_place, other_time) == (1, 1)
    assert (still, held.people[0].answer) == (Answer.YES, None)
    assert held.meeting.sequence == 2


def test_other_words_for_the_purpose_send_no_letters(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")

    assert planning.change(session, held.meeting, facts(purpose="Annat."), actor=held.leader, at=AT) == 0
    assert held.meeting.sequence == 0


def test_a_cancelled_meeting_tells_why_and_stands_still(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")

    letters = planning.cancel(session, held.meeting, reason="Storm.", actor=held.leader, at=AT)

    assert (letters, held.meeting.state_at(AT), held.meeting.sequence) == (1, State.CANCELLED, 1)
    with pytest.raises(NotAllowed):
        planning.change(session, held.meeting, facts(), actor=held.leader, at=AT)
    with pytest.raises(NotAllowed):
        held.say("Hej")
    with pytest.raises(Invalid):
        inviting.answer(session, held.people[0], Answer.YES, words="", at=AT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"title": " "}, "title", id="no title"),
        pytest.param({"ends_at": AT + timedelta(days=12)}, "until", id="over when it begins"),
        pytest.param({"ends_at": AT + timedelta(days=30)}, "until", id="for weeks"),
        pytest.param({"link": "javascript:alert(1)"}, "link", id="a link that is no page"),
        pytest.param({"place": ""}, "place", id="nowhere"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(session: Session, changed: dict[str, object], field: str) -> None:
    held = a_meeting(session)

    with pytest.raises(Invalid) as refusal:
        plan_meeting(session, facts(**changed), area=held.meeting.area, actor=held.leader, at=AT)

    assert field in refusal.value.fields


def test_those_who_come_or_are_silent_are_reminded_once(session: Session) -> None:
    held = a_meeting(session)
    anna, bo, cilla = held.ask("Anna Persson", "Bo Ek", "Cilla Dahl")
    inviting.answer(session, anna, Answer.YES, words="", at=AT)
    inviting.answer(session, bo, Answer.NO, words="", at=AT)

    for days in (1, 10.5, 10.6, 11):
        inviting.remind_due(session, AT + timedelta(days=days))

    reminded = [one.participant_id for one in held.letters if one.occasion is Occasion.REMINDED]
    assert reminded == [anna.id, cilla.id]


def test_whoever_signs_up_again_and_again_gets_one_letter(session: Session) -> None:
    held = a_meeting(session, is_open=True)
    guest = Guest("Lars Ek", "lars@example.org", organisation_name="Byalaget")

    for minute in range(3):
        at = AT + timedelta(minutes=minute)
        inviting.sign_up(session, held.meeting, guest, actor=None, at=at)

    assert len(held.letters) == 1
    assert len(held.people) == 1


def test_so_many_at_once_cannot_be_people(session: Session) -> None:
    held = a_meeting(session, is_open=True)

    with pytest.raises(Invalid):
        for number in range(inviting.MOST_SIGNED_UP_AN_HOUR + 1):
            guest = Guest(f"A {number}", f"a{number}@example.org")
            inviting.sign_up(session, held.meeting, guest, actor=None, at=AT)


def test_somebody_else_s_answer_is_not_changed_by_signing_up_with_their_address(session: Session) -> None:
    held = a_meeting(session, is_open=True)
    held.ask("Anna Persson")
    inviting.answer(session, held.people[0], Answer.NO, words="", at=AT)

    inviting.sign_up(session, held.meeting, Guest("X", "anna.persson@example.org"), actor=None, at=AT)

    assert held.people[0].answer is Answer.NO
    assert held.people[0].name == "Anna Persson"


def test_the_entry_in_a_letter_is_a_request_that_calendars_take(session: Session) -> None:
    held = a_meeting(session, title="Möte; med, tecken\nBEGIN:VALARM", link="https://example.org/m")
    planning.change(session, held.meeting, facts(title="Nytt"), actor=held.leader, at=AT)
    facts_of_letter = {
        "address": "https://fardplan.example/m",
        "organiser": "f@example.org",
        "attendee": "a@example.org",
    }

    text = invitation(held.meeting, ["Syfte\r\nX-EVIL:1"], **facts_of_letter, name='Anna "A" Persson', at=AT)

    calendar = Calendar.from_ical(text)
    event = calendar.walk("VEVENT")[0]
    assert (str(calendar["method"]), str(event["status"]), int(event["sequence"])) == ("REQUEST", "CONFIRMED", 0)
    assert event["attendee"].params["RSVP"] == "FALSE"
    assert "X-EVIL" not in event
    held.meeting.cancelled_at = AT
    cancelled = invitation(held.meeting, [], **facts_of_letter, name="", at=AT)
    assert "METHOD:CANCEL" in cancelled
    assert "STATUS:CANCELLED" in cancelled


def test_meetings_between_two_days_are_those_that_one_may_read(session: Session) -> None:
    held, closed = a_meeting(session), a_meeting(session, is_public=False)
    first, last = held.meeting.starts_on - timedelta(days=1), held.meeting.starts_on

    def between(actor: object) -> set[object]:
        return {one.id for one in session.scalars(meetings_between(first, last, actor)).unique()}

    assert held.meeting.id in between(None)
    assert closed.meeting.id not in between(None)
    assert closed.meeting.id in between(closed.leader)
    assert not session.scalars(meetings_between(first, first, closed.leader)).unique().all()


def test_a_leader_elsewhere_plans_nothing_here_but_may_for_the_whole_county(session: Session) -> None:
    held, other = a_meeting(session), a_meeting(session)

    with pytest.raises(NotAllowed):
        plan_meeting(session, facts(), area=held.meeting.area, actor=other.leader, at=AT)
    county = plan_meeting(session, facts(is_open=True), area=None, actor=other.leader, at=AT)

    assert county.area_id is None
    with pytest.raises(NotAllowed):
        plan_meeting(session, facts(), area=an_area(session, is_archived=True), actor=held.leader, at=AT)


def test_all_that_happens_to_a_meeting_is_kept(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")
    planning.change(session, held.meeting, facts(place="Åre"), actor=held.leader, at=AT + timedelta(hours=1))
    planning.cancel(session, held.meeting, reason="Storm.", actor=held.leader, at=AT + timedelta(hours=2))

    turns = session.scalars(select(MeetingTurn).order_by(MeetingTurn.at, MeetingTurn.id)).all()

    assert [one.turn for one in turns] == [Turn.PLANNED, Turn.INVITED, Turn.CHANGED, Turn.CANCELLED]


def test_nobody_is_invited_to_what_is_over(session: Session) -> None:
    held = a_meeting_held(session)
    held.ask("Anna Persson", invite=False)

    with pytest.raises(Invalid):
        inviting.invite(session, held.meeting, actor=held.leader, at=AT)
