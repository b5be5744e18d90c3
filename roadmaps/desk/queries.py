"""What can be asked about what the desk keeps: who takes care of which point, what is laid aside, and whom to ask."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from roadmaps.accounts.models import Person
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.policy import LEADING
from roadmaps.areas.queries import counts_on
from roadmaps.desk.models import PointAssignment, PointSnooze
from roadmaps.desk.waiting import Reference
from roadmaps.roadmap.policy import WRITERS


def standing_assignments() -> Select[PointAssignment]:
    """The newest of each point."""
    newer = aliased(PointAssignment)
    return select(PointAssignment).where(
        ~select(newer.id)
        .where(newer.source == PointAssignment.source, newer.key == PointAssignment.key, newer.id > PointAssignment.id)
        .exists()
    )


def given_to(person_id: UUID) -> Select[PointAssignment]:
    """What the person has been asked to take care of, whether it waits still or not."""
    return standing_assignments().where(PointAssignment.to_id == person_id)


def assignments_in(session: Session, area_ids: Iterable[UUID]) -> Mapping[Reference, PointAssignment]:
    """Who takes care of what in these areas; what was given back is left out."""
    found = session.scalars(
        standing_assignments().where(PointAssignment.area_id.in_(list(area_ids)), PointAssignment.to_id.is_not(None))
    )
    return {(one.source, one.key): one for one in found}


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
