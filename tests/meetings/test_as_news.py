"""What is told of meetings to those who follow an area."""

from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.following.happenings import Span
from roadmaps.following.meetings import meetings
from roadmaps.meetings.rules import planning
from tests.factories.meetings import a_meeting
from tests.factories.roadmap import AT


def test_a_meeting_is_news_once_when_people_are_invited_and_when_it_is_cancelled(session: Session) -> None:
    held = a_meeting(session)
    held.ask("Anna Persson")
    held.ask("Bo Ek", at=AT + timedelta(hours=1))
    planning.cancel(session, held.meeting, reason="Storm.", actor=held.leader, at=AT + timedelta(hours=2))
    span = Span([held.plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))

    told = [(str(one.sentence), one.path, one.excerpt) for one in meetings(session, span, None)]

    title = held.meeting.title
    assert told == [
        (f"The meeting on 3 December 2026 is cancelled: “{title}”", held.address, "Storm."),
        (f"There is a meeting on 3 December 2026: “{title}”", held.address, "Vi samlar behoven."),
    ]


def test_a_meeting_that_is_not_open_to_all_is_no_news_to_those_outside(session: Session) -> None:
    held = a_meeting(session, is_public=False, is_open=False)
    held.ask("Anna Persson")
    span = Span([held.plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))

    assert not list(meetings(session, span, None))
    assert len(list(meetings(session, span, held.leader))) == 1
    assert len(list(meetings(session, span, held.plan.others["coordinator"]))) == 1


def test_a_meeting_that_is_open_to_all_is_news_to_everybody(session: Session) -> None:
    held = a_meeting(session, is_public=False, is_open=True)
    held.ask("Anna Persson")
    span = Span([held.plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))

    assert len(list(meetings(session, span, None))) == 1
