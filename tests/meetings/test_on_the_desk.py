"""What waits after a meeting stands on the desk of those who lead the area."""

from sqlalchemy.orm import Session

from roadmaps.meetings.rules import settling
from tests.browsing import Browser
from tests.factories.meetings import a_meeting_held
from tests.factories.roadmap import AT


def test_what_nobody_has_looked_at_waits_and_goes_when_it_is_settled(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say("Vi saknar slakteri")
    client.sign_in(held.plan.person(held.leader))

    before = client.get("/desk").text
    thing = client.get(f"/desk/meetings/{held.meeting.id}").text
    settling.decline(session, said, reason="Nej.", actor=held.leader, at=AT)
    after = client.get("/desk").text

    assert held.meeting.title in before
    assert f"/inputs/{said.id}" in thing
    assert held.meeting.title not in after
