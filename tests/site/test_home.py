"""The first page tells of each area what a visitor wants to know."""

from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.meetings.rules import plan_meeting
from tests.browsing import Browser
from tests.factories.meetings import a_meeting, facts
from tests.factories.roadmap import AT


def test_a_card_tells_when_the_next_meeting_is(client: Browser, session: Session) -> None:
    held = a_meeting(session, starts_at=AT + timedelta(days=40), ends_at=AT + timedelta(days=40, hours=2))
    plan_meeting(session, facts(), area=held.plan.roadmap.area, actor=held.plan.leader, at=AT)
    client.set_cookie("language", "en")

    card = client.page("/").css_first(".area-card")

    assert card is not None
    assert "Next meeting 3 December 2026" in " ".join(card.text(separator=" ").split())
