"""What may happen at the desk: somebody is asked to take care of a point, and a point is laid aside for a while.

What is decided about the things themselves is for the rules of their own rooms.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.desk import policy
from roadmaps.desk.events import PointAssigned
from roadmaps.desk.models import PointAssignment, PointSnooze
from roadmaps.desk.queries import colleagues_in, course_of
from roadmaps.desk.sources import SOURCES
from roadmaps.desk.waiting import Point
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say

LONGEST_NOTE = 2_000
LONGEST_SNOOZE = timedelta(days=366)


def assign(
    session: Session, point: Point, to_id: UUID | None, *, title: str, note: str = "", actor: Actor, at: datetime
) -> None:
    """Ask somebody to take care of a point, or (None) take it back; to ask the same person again tells them again.

    :param title: what the point is called, for the letter
    :raises Invalid: when that person does not write in the area, or may not know of such points
    """
    _check_allowed(point, actor)
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            say("Some of what you wrote needs another look."), {"note": say("This is too long here. Say it in a line.")}
        )
    if to_id is not None and not _may_take(session, point, to_id, day_of(at)):
        raise Invalid(
            say("Some of what you wrote needs another look."), {"to": say("Choose somebody who works in the area.")}
        )
    last = session.scalars(course_of(point.source, point.key)).first()
    if to_id is None and (last is None or last.to_id is None):
        return
    session.add(
        PointAssignment(
            source=point.source,
            key=point.key,
            area_id=point.area_id,
            to_id=to_id,
            note=note.strip(),
            by_id=actor.person_id,
            at=at,
        )
    )
    session.flush()
    if to_id is not None and to_id != actor.person_id:
        about = point.source, point.key, point.area_id
        record(session, PointAssigned(*about, title, to_id, note.strip(), actor.person_id, at))


def snooze(session: Session, point: Point, until_on: date, *, actor: Actor, at: datetime) -> None:
    """Lay a point aside until a day; a later word stands instead of an earlier one.

    :raises Invalid: when the day is not ahead, or too far ahead to be remembered
    """
    _check_allowed(point, actor)
    today = day_of(at)
    if not today < until_on <= today + LONGEST_SNOOZE:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"day": say("Choose a day from tomorrow to a year ahead.")},
        )
    _put(session, point, until_on, actor=actor, at=at)


def wake(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let a point wait again at once."""
    _check_allowed(point, actor)
    _put(session, point, day_of(at), actor=actor, at=at)


def _put(session: Session, point: Point, until_on: date, *, actor: Actor, at: datetime) -> None:
    session.merge(
        PointSnooze(
            source=point.source,
            key=point.key,
            area_id=point.area_id,
            until_on=until_on,
            person_id=actor.person_id,
            at=at,
        )
    )
    session.flush()


def _check_allowed(point: Point, actor: Actor) -> None:
    if not policy.may_arrange(actor, point.area_id):
        raise NotAllowed(say("Only those who lead the area can do this."))


def _may_take(session: Session, point: Point, to_id: UUID, on: date) -> bool:
    only_leaders = SOURCES[point.source].is_for_leaders
    return to_id in dict(colleagues_in(session, [point.area_id], on, only_leaders=only_leaders))
