"""What the yearly report tells of meetings."""

from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules import attending, plan_meeting, settling, writing
from roadmaps.meetings.rules.attending import Come
from tests.factories.accounts import an_organisation
from tests.factories.follow_up import AT, DURING, a_report, a_year, findings_about
from tests.factories.meetings import facts


def a_meeting_in(session: Session, year, title: str, at) -> Meeting:
    times = {"starts_at": at, "ends_at": at + timedelta(hours=2)}
    return plan_meeting(
        session, facts(title=title, **times), area=year.plan.roadmap.area, actor=year.plan.leader, at=at
    )


def dialogue(session: Session, year) -> list[str]:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)
    return [one.content["sentence"] for one in findings_about(session, report, "dialogue")]


def test_meetings_of_the_year_are_told_with_who_was_there_and_what_was_said(session: Session) -> None:
    year = a_year(session)
    meeting = a_meeting_in(session, year, "Vårmötet", DURING)
    a_meeting_in(session, year, "Nästa års möte", AT)
    torsta = an_organisation(session, "Torsta AB")
    there = [Come(torsta.name, heads=2), Come("Byskolan")]
    attending.tell_attendance(session, meeting, [], there, actor=year.plan.leader, at=AT)
    said = [
        writing.write_input(session, meeting, words, key=words, actor=year.plan.leader, at=DURING)
        for words in ("Slakteri saknas", "Bygg en bana")
    ]
    settling.decline(session, said[1], reason="Nej.", actor=year.plan.leader, at=DURING)

    told = dialogue(session, year)

    assert "One meeting was held: “Vårmötet”." in told
    assert "2 organisations took part in them: public sector 0, academia 0, business 1, civil society 0." in told
    assert "Things said at them: 2. Worked into the roadmap: 0, in progress: 0, declined with a reason: 1." in told


def test_a_year_without_meetings_tells_nothing_of_them(session: Session) -> None:
    assert not any("meeting" in sentence for sentence in dialogue(session, a_year(session)))
