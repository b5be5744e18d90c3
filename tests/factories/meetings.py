"""A meeting about a small roadmap, with those who hold it and those who come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.meetings.events import ParticipantTold
from roadmaps.meetings.models import Input, Meeting, Participant
from roadmaps.meetings.rules import MeetingFacts, inviting, plan_meeting, settling, writing
from roadmaps.meetings.rules.inviting import Guest
from tests.factories.roadmap import AT, Plan, a_plan


def facts(**changed: object) -> MeetingFacts:
    """Why, when and where."""
    told = {
        "title": "Öppet möte om beredskap",
        "purpose": "Vi samlar behoven.",
        "starts_at": AT + timedelta(days=12),
        "ends_at": AT + timedelta(days=12, hours=2),
        "place": "Torsta, Ås",
    }
    return MeetingFacts(**{**told, **changed})


@dataclass
class Held:
    """A meeting with the roadmap of its area."""

    session: Session
    plan: Plan
    meeting: Meeting

    @property
    def leader(self) -> Actor:
        return self.plan.leader

    @property
    def address(self) -> str:
        return f"/meetings/{self.meeting.id}"

    @property
    def people(self) -> list[Participant]:
        """Those in the list, by name."""
        found = select(Participant).where(Participant.meeting_id == self.meeting.id).order_by(Participant.name)
        return list(self.session.scalars(found).unique())

    def ask(self, *guests: str, invite: bool = True, at: datetime = AT) -> list[Participant]:
        """Ask people by names, with addresses of their own."""
        asked = [Guest(name, f"{name.lower().replace(' ', '.')}@example.org") for name in guests]
        new = inviting.ask(self.session, self.meeting, asked, actor=self.leader, at=at)
        if invite:
            inviting.invite(self.session, self.meeting, actor=self.leader, at=at)
        return new

    def say(self, words: str, who: str = "", *, key: str = "", at: datetime = AT) -> Input:
        """Somebody says something, and the leader writes it down."""
        return writing.write_input(
            self.session, self.meeting, words, key=key or words[:50], who=who, actor=self.leader, at=at
        )

    def work_in(self, said: Input, block: UUID, *, at: datetime = AT) -> None:
        """Tie it to the newest version of a block."""
        settling.tie(self.session, said, self.plan.roadmap, block, actor=self.leader, at=at)

    @property
    def letters(self) -> list[ParticipantTold]:
        """What has been written to whom in this unit of work."""
        return [one for one in self.session.info.get("events", []) if isinstance(one, ParticipantTold)]

    def link(self) -> str:
        """The address in the last letter."""
        return f"/meetings/by-letter/{self.letters[-1].token}"


def a_meeting(session: Session, *, area: Area | None = None, is_public: bool = True, **changed: object) -> Held:
    """One in twelve days, of which nobody has been told."""
    plan = a_plan(session, is_public=is_public)
    meeting = plan_meeting(session, facts(**changed), area=area or plan.roadmap.area, actor=plan.leader, at=AT)
    return Held(session, plan, meeting)


def a_meeting_held(session: Session, **changed: object) -> Held:
    """One that ended an hour ago."""
    times = {"starts_at": AT - timedelta(hours=3), "ends_at": AT - timedelta(hours=1)}
    return a_meeting(session, **{**times, **changed})
