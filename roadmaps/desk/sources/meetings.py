"""Meetings at which something was said that nobody has looked at since. One entry for each meeting."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.sentences import N_, say_number
from roadmaps.meetings.models import Input, Meeting
from roadmaps.meetings.words import Fate

NAME = "meetings"


def points(ground: Ground) -> Iterable[Point]:
    """Each since the meeting was over, or since the oldest of it was written down, if that was later."""
    waiting = (
        select(Input)
        .join(Meeting, Meeting.id == Input.meeting_id)
        .where(
            Meeting.area_id.in_(ground.area_ids),
            Meeting.cancelled_at.is_(None),
            Meeting.ends_at <= ground.at,
            Input.fate == Fate.WAITING,
            Input.taken_out_at.is_(None),
        )
        .order_by(Input.number)
    )
    by_meeting: dict[UUID, list[Input]] = {}
    for said in ground.session.scalars(waiting).unique():
        by_meeting.setdefault(said.meeting_id, []).append(said)
    for key, those in by_meeting.items():
        meeting = those[0].meeting
        if meeting.area_id is not None:
            since = max(meeting.ends_at, min(one.written_at for one in those))
            yield Point(NAME, key, meeting.area_id, since, fact=(meeting, those))


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """Which meeting, and how much was said."""
    return {
        point.key: Told(
            title=point.fact[0].title,
            words=say_number(
                "%(num)s thing that was said has not been looked at.",
                "%(num)s things that were said have not been looked at.",
                len(point.fact[1]),
            ),
            quote=point.fact[1][0].words,
        )
        for point in waiting
    }


SOURCE = Source(NAME, N_("Meetings"), points, tell, is_for_leaders=True)
