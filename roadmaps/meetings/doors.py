"""Finding what an address of this room names, and where to go back to."""

from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.meetings import policy
from roadmaps.meetings.models import Input, Meeting, Participant
from roadmaps.meetings.queries import find_input, find_meeting
from roadmaps.meetings.rules.planning import ONLY_HOLDERS
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.work import reading


def meeting_at(meeting_id: UUID, session: Session | None = None) -> Meeting:
    """The meeting at this address, if the reader may read it."""
    return find_meeting(session or reading(), meeting_id, actor())


def held_at(meeting_id: UUID, session: Session | None = None) -> Meeting:
    """The same for those who hold it."""
    meeting = meeting_at(meeting_id, session)
    if not policy.may_hold(the_actor(), meeting):
        raise NotAllowed(ONLY_HOLDERS)
    return meeting


def input_at(input_id: UUID, session: Session | None = None) -> Input:
    """What was said, at this address."""
    return find_input(session or reading(), input_id, actor())


def participant_in(meeting: Meeting, participant_id: UUID, session: Session) -> Participant:
    """One of those in the list of the meeting."""
    found = session.get(Participant, participant_id)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound
    return found


def address_of(meeting: Meeting, anchor: str | None = None) -> str:
    """Where the meeting is on the site."""
    return url_for("meetings.show", meeting_id=meeting.id, _anchor=anchor)


def list_of(area: Area | None) -> str:
    """Where the meetings of the area, or of the whole county, are."""
    return url_for("meetings.index", slug=area.slug) if area else url_for("meetings.county")


def readable_roadmap(area: Area | None) -> Roadmap | None:
    """The area's roadmap, if it has one that the reader may read."""
    roadmap = roadmap_of(reading(), area.id) if area else None
    return roadmap if roadmap is not None and may_read(actor(), roadmap) else None
