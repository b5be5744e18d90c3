"""Who may do what with meetings, one sentence each."""

from sqlalchemy import Select, or_, select

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import LEADING, leads
from roadmaps.meetings.models import Input, Meeting
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import EVERY_ROLE, WRITERS, visible_to


def may_plan(actor: Actor | None, area: Area | None) -> bool:
    """Those who lead the area, unless it is archived; for the whole county, whoever leads any area."""
    if area is not None:
        return leads(actor, area.id) and not area.is_archived
    if actor is None:
        return False
    return actor.is_coordinator or any(actor.has(area_id, *LEADING) for area_id in actor.roles)


def may_hold(actor: Actor | None, meeting: Meeting) -> bool:
    """Those who may plan meetings there: they invite, tell who was there, and what becomes of what was said."""
    return may_plan(actor, meeting.area)


def may_read(actor: Actor | None, meeting: Meeting, *, is_area_public: bool = False) -> bool:
    """Everybody, if it is open to all or the area's working version is public; otherwise those with a role there.

    One for the whole county that is not open to all: whoever has a role anywhere.
    """
    if meeting.is_open or (meeting.area_id is not None and is_area_public):
        return True
    if actor is None:
        return False
    if actor.is_coordinator or meeting.area_id is None:
        return actor.is_coordinator or bool(actor.roles)
    return actor.has(meeting.area_id, *EVERY_ROLE)


def may_write(actor: Actor | None, meeting: Meeting) -> bool:
    """What is said is written down by those who hold it and, in an area, its editors; not by somebody who is muted."""
    if actor is None or meeting.cancelled_at is not None or _is_muted(actor, meeting):
        return False
    is_editor = meeting.area is not None and not meeting.area.is_archived and actor.has(meeting.area.id, *WRITERS)
    return may_hold(actor, meeting) or is_editor


def may_reword(actor: Actor | None, said: Input) -> bool:
    """Whoever wrote it down, and those who hold the meeting, until it has been settled."""
    is_own = actor is not None and actor.person_id == said.written_by_id
    if said.fate.is_settled or not may_write(actor, said.meeting):
        return False
    return is_own or may_hold(actor, said.meeting)


def may_settle(actor: Actor | None, said: Input) -> bool:
    """What becomes of it is told by those who hold the meeting."""
    return said.taken_out_at is None and may_hold(actor, said.meeting)


def may_work_in(actor: Actor | None, meeting: Meeting) -> bool:
    """It is worked into the text by those who hold the meeting and, in an area, its editors."""
    return may_write(actor, meeting)


def may_sign_up(actor: Actor | None, meeting: Meeting) -> bool:
    """Everybody to one that is open to all; to others those with a role in the area, the whole county: any role."""
    return may_read(actor, meeting)


def may_see_people(actor: Actor | None, meeting: Meeting) -> bool:
    """Who by name is asked, comes and was there: those who hold it. Others see organisations and numbers."""
    return may_hold(actor, meeting)


def readable_by(actor: Actor | None) -> Select[Meeting]:
    """The meetings that the actor may read, in the order of time."""
    meetings = select(Meeting).order_by(Meeting.starts_at, Meeting.id)
    if actor is not None and actor.is_coordinator:
        return meetings
    public = visible_to(None).order_by(None).with_only_columns(Roadmap.area_id)
    readable = [Meeting.is_open, Meeting.area_id.in_(public)]
    if actor is not None and actor.roles:
        readable += [Meeting.area_id.is_(None), Meeting.area_id.in_(list(actor.roles))]
    return meetings.where(or_(*readable))


def _is_muted(actor: Actor, meeting: Meeting) -> bool:
    if meeting.area_id is not None:
        return actor.muted_until(meeting.area_id) is not None
    return None in actor.mutes
