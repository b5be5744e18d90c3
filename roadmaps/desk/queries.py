"""What can be asked about what the desk keeps: who takes care of which point, what is laid aside, and whom to ask."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from roadmaps.accounts.models import Person
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.policy import LEADING
from roadmaps.areas.queries import counts_on
from roadmaps.desk.models import PointAssignment, PointSnooze
from roadmaps.desk.waiting import Reference
from roadmaps.roadmap.policy import WRITERS

_newer = aliased(PointAssignment)
# The newest of each point. Made once, as every page that is made for somebody with a desk asks for them.
_STANDING = select(PointAssignment).where(
    ~select(_newer.id)
    .where(_newer.source == PointAssignment.source, _newer.key == PointAssignment.key, _newer.id > PointAssignment.id)
    .exists()
)
_GIVEN_TO = _STANDING.where(PointAssignment.to_id == bindparam("person"))
_GIVEN_IN = _STANDING.where(
    PointAssignment.area_id.in_(bindparam("areas", expanding=True)), PointAssignment.to_id.is_not(None)
)


def given_to(session: Session, person_id: UUID) -> Sequence[PointAssignment]:
    """What the person has been asked to take care of, whether it waits still or not."""
    return session.scalars(_GIVEN_TO, {"person": person_id}).all()


def assignments_in(session: Session, area_ids: Iterable[UUID]) -> Mapping[Reference, PointAssignment]:
    """Who takes care of what in these areas; what was given back is left out."""
    return {(one.source, one.key): one for one in session.scalars(_GIVEN_IN, {"areas": list(area_ids)})}


def snoozes_in(session: Session, area_ids: Iterable[UUID], on: date) -> Mapping[Reference, PointSnooze]:
    """What is laid aside on the day."""
    found = session.scalars(
        select(PointSnooze).where(PointSnooze.area_id.in_(list(area_ids)), PointSnooze.until_on > on)
    )
    return {(one.source, one.key): one for one in found}


def course_of(source: str, key: UUID) -> Select[PointAssignment]:
    """Who was asked to take care of a point, the newest first."""
    return (
        select(PointAssignment)
        .where(PointAssignment.source == source, PointAssignment.key == key)
        .order_by(PointAssignment.id.desc())
    )


def colleagues_in(
    session: Session, area_ids: Collection[UUID], on: date, *, only_leaders: bool = False
) -> list[tuple[UUID, str]]:
    """Who can be asked to take care of a point that lies in all these areas, by name."""
    roles = LEADING if only_leaders else WRITERS
    rows = session.execute(
        select(Person.id, Person.name, RoleGrant.area_id)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.area_id.in_(area_ids), RoleGrant.role.in_(roles), counts_on(on), Person.deactivated_at.is_(None)
        )
        .order_by(Person.name, Person.id)
    )
    serving: dict[tuple[UUID, str], set[UUID]] = {}
    for person_id, name, area_id in rows:
        serving.setdefault((person_id, name), set()).add(area_id)
    return [person for person, areas in serving.items() if areas >= set(area_ids)]
