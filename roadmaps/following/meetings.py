"""Meetings as news: that people are invited to one, that it is cancelled, and that it is told what came of it. Whoever may
read a meeting may read about it.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.following.happenings import Happening, HappeningSort, Span
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.meetings.models import Meeting, MeetingTurn
from roadmaps.meetings.policy import readable_by
from roadmaps.meetings.words import Turn
from roadmaps.roadmap.values import day_in_words

EXCERPT = 240
_TOLD = {
    Turn.INVITED: N_("There is a meeting on %(day)s: “%(title)s”"),
    Turn.CANCELLED: N_("The meeting on %(day)s is cancelled: “%(title)s”"),
    Turn.TOLD: N_("It is told what became of what was said on %(day)s: “%(title)s”"),
}


def meetings(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """Each meeting once when people are invited to it, however many letters follow; and what becomes of it."""
    roadmaps = {roadmap.area_id: roadmap for roadmap in span.roadmaps}
    open_to_viewer = readable_by(viewer).order_by(None).with_only_columns(Meeting.id)
    rows = session.execute(
        select(MeetingTurn, Meeting)
        .join(Meeting, Meeting.id == MeetingTurn.meeting_id)
        .where(Meeting.area_id.in_(roadmaps), MeetingTurn.turn.in_(_TOLD), Meeting.id.in_(open_to_viewer))
        .where(MeetingTurn.at > span.since, MeetingTurn.at <= span.upto)
        .order_by(MeetingTurn.at.desc())
        .limit(span.most)
    )
    for turn, meeting in rows.unique():
        assert meeting.area_id is not None  # one of these areas
        if turn.turn is not Turn.INVITED or turn.at == meeting.invited_at:
            yield Happening(
                key=f"meeting/{turn.id}",
                sort=HappeningSort.MEETING,
                at=turn.at,
                roadmap=roadmaps[meeting.area_id],
                person_id=turn.person_id,
                organisation_id=None,
                sentence=Sentence(_TOLD[turn.turn], {"title": meeting.title, "day": day_in_words(meeting.starts_on)}),
                path=f"/meetings/{meeting.id}",
                excerpt=excerpt(turn.words if turn.turn is Turn.CANCELLED else meeting.purpose, EXCERPT),
            )
