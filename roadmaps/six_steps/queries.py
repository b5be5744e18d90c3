"""What can be asked about the process of areas."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.foundation.errors import NotFound
from roadmaps.six_steps.models import Lap, StepMark


def laps_of(area_ids: Iterable[UUID]) -> Select[Lap]:
    """The laps of these areas in their order."""
    return select(Lap).where(Lap.area_id.in_(list(area_ids))).order_by(Lap.area_id, Lap.number)


def marks_of(area_ids: Iterable[UUID]) -> Select[StepMark]:
    """What was told of the steps in these areas, the oldest first; also what was taken back."""
    told = select(StepMark).join(StepMark.lap).where(Lap.area_id.in_(list(area_ids)))
    return told.order_by(StepMark.told_on, StepMark.marked_at, StepMark.id)


def last_lap(session: Session, area_id: UUID) -> Lap | None:
    """The newest lap of an area; None before the first."""
    return session.scalar(select(Lap).where(Lap.area_id == area_id).order_by(Lap.number.desc()).limit(1))


def find_lap(session: Session, area: Area, number: int) -> Lap:
    """:raises NotFound: when the area has not gone into such a lap."""
    lap = session.scalar(select(Lap).where(Lap.area_id == area.id, Lap.number == number))
    if lap is None:
        raise NotFound
    return lap


def find_mark(session: Session, area: Area, mark_id: UUID) -> StepMark:
    """:raises NotFound: when nothing such was told of a step of the area."""
    mark = session.scalar(select(StepMark).join(StepMark.lap).where(StepMark.id == mark_id, Lap.area_id == area.id))
    if mark is None:
        raise NotFound
    return mark
