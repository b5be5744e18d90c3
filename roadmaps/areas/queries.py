"""What can be asked about areas and about who serves them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, case, exists, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Membership, Person
from roadmaps.accounts.queries import counts_on as membership_counts_on
from roadmaps.areas import policy
from roadmaps.areas.models import Area, AreaAddress, HandoverNote, Mute, Role, RoleGrant, Succession
from roadmaps.foundation.errors import NotFound

# The order in which people are presented: those who lead first.
_BY_ROLE = case(
    {
        Role.PROCESS_LEADER: 1,
        Role.DEPUTY: 2,
        Role.EDITOR: 3,
        Role.ACTOR: 4,
        Role.READER: 5,
    },
    value=RoleGrant.role,
)

# Made once: to put it together takes longer than to ask it.
_AT = select(Area).where(Area.slug == bindparam("slug"))


def areas_visible_to(viewer: Actor | None) -> Select[Area]:
    """The areas in their order: the running ones for everyone, archived ones too for coordinators."""
    query = select(Area).order_by(Area.position, Area.name)
    return query if policy.may_manage_areas(viewer) else query.where(Area.archived_at.is_(None))


def running_areas() -> Select[Area]:
    """The areas that are not archived, in their order."""
    return select(Area).where(Area.archived_at.is_(None)).order_by(Area.position, Area.name)


def counts_on(on: date | BindParameter[date]) -> ColumnElement[bool]:
    """That a role is held on the day."""
    not_over = or_(RoleGrant.until_on.is_(None), RoleGrant.until_on >= on)
    return and_(RoleGrant.ended_at.is_(None), RoleGrant.from_on <= on, not_over)


def not_over_on(on: date) -> ColumnElement[bool]:
    """That a role is held on the day or will be later."""
    return and_(RoleGrant.ended_at.is_(None), or_(RoleGrant.until_on.is_(None), RoleGrant.until_on >= on))


def grants_in(area_id: UUID, on: date, *, with_deactivated: bool = False) -> Select[RoleGrant]:
    """The roles that active people hold in the area on the day or later, those who lead first, then by name."""
    query = (
        select(RoleGrant)
        .join(RoleGrant.person)
        .options(contains_eager(RoleGrant.person))
        .where(RoleGrant.area_id == area_id, not_over_on(on))
        .order_by(_BY_ROLE, Person.name, Person.id)
    )
    return query if with_deactivated else query.where(Person.deactivated_at.is_(None))


def past_grants_in(area_id: UUID, on: date) -> Select[RoleGrant]:
    """The roles that people have held in the area, the last ended first."""
    return (
        select(RoleGrant)
        .options(joinedload(RoleGrant.person))
        .where(RoleGrant.area_id == area_id, ~not_over_on(on))
        .order_by(RoleGrant.until_on.desc(), RoleGrant.from_on.desc())
    )


def leaders_of(area_id: UUID, on: date) -> Select[RoleGrant]:
    """The active process leaders and deputies of the area on the day, process leaders first."""
    return grants_in(area_id, on).where(counts_on(on), RoleGrant.role.in_([Role.PROCESS_LEADER, Role.DEPUTY]))


def areas_without_leader(on: date) -> Select[Area]:
    """The running areas that have no active process leader on the day."""
    led = (
        select(RoleGrant.area_id)
        .join(RoleGrant.person)
        .where(counts_on(on), RoleGrant.role == Role.PROCESS_LEADER, Person.deactivated_at.is_(None))
    )
    return running_areas().where(Area.id.not_in(led))


def areas_served_by(organisation_id: UUID, on: date) -> Select[Area]:
    """The running areas in which active people of the organisation hold a role on the day."""
    serving = (
        select(RoleGrant.area_id)
        .join(RoleGrant.person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            counts_on(on),
            membership_counts_on(on),
            Membership.organisation_id == organisation_id,
            Person.deactivated_at.is_(None),
        )
    )
    return running_areas().where(Area.id.in_(serving))


def grants_of(person_id: UUID, on: date) -> Select[RoleGrant]:
    """The roles that the person holds on the day or later, in the order of the areas."""
    return (
        select(RoleGrant)
        .join(RoleGrant.area)
        .options(contains_eager(RoleGrant.area))
        .where(RoleGrant.person_id == person_id, not_over_on(on))
        .order_by(Area.position, _BY_ROLE)
    )


def find_area(session: Session, slug: str, *, viewer: Actor | None) -> Area:
    """The area at this address, also where it lived before; compare its `slug` to learn whether it has moved."""
    area = session.scalar(_AT, {"slug": slug})
    if area is None:
        area = session.scalar(
            select(Area).join(AreaAddress, AreaAddress.area_id == Area.id).where(AreaAddress.slug == slug)
        )
    if area is None or not policy.may_read_area(viewer, area):
        raise NotFound
    return area


def find_grant(session: Session, area: Area, grant_id: UUID) -> RoleGrant:
    """One role in this area."""
    query = (
        select(RoleGrant)
        .options(joinedload(RoleGrant.person), joinedload(RoleGrant.area))
        .where(RoleGrant.id == grant_id, RoleGrant.area_id == area.id)
    )
    grant = session.scalar(query)
    if grant is None:
        raise NotFound
    return grant


def mutes_of(person_ids: Collection[UUID] | BindParameter[Any], on: date | BindParameter[date]) -> Select[Mute]:
    """What keeps people from writing on the day."""
    return select(Mute).where(Mute.person_id.in_(person_ids), Mute.ended_at.is_(None), Mute.until_on >= on)


def mutes_in(area_id: UUID, *, with_everywhere: bool = False) -> Select[Mute]:
    """Who has been kept from writing in the area, those muted last first; on request also those muted everywhere."""
    here = or_(Mute.area_id == area_id, Mute.area_id.is_(None)) if with_everywhere else Mute.area_id == area_id
    return select(Mute).options(joinedload(Mute.person)).where(here).order_by(Mute.muted_at.desc(), Mute.id.desc())


def succession_in(area_id: UUID, on: date) -> Select[Succession]:
    """Who has been named to take the area over, and has not done so yet, by somebody who may still name them on the day."""
    leads_still = exists().where(
        RoleGrant.area_id == area_id,
        RoleGrant.person_id == Succession.named_by_id,
        RoleGrant.role == Role.PROCESS_LEADER,
        counts_on(on),
    )
    named_by = aliased(Person)
    return (
        open_successions(area_id)
        .join(named_by, named_by.id == Succession.named_by_id)
        .options(joinedload(Succession.person))
        .where(named_by.deactivated_at.is_(None), or_(named_by.is_coordinator, leads_still))
    )


def open_successions(area_id: UUID) -> Select[Succession]:
    """The same whoever named them, and whether it holds still or not."""
    return select(Succession).where(Succession.area_id == area_id, Succession.settled_at.is_(None))


def notes_for(area_id: UUID) -> Select[HandoverNote]:
    """What those who have led the area pass on, the newest first."""
    return (
        select(HandoverNote)
        .where(HandoverNote.area_id == area_id)
        .order_by(HandoverNote.written_at.desc(), HandoverNote.id.desc())
    )


def area_names(session: Session, area_ids: Iterable[UUID], language: str) -> dict[UUID, str]:
    """The names of these areas in the reader's language."""
    found = session.scalars(select(Area).where(Area.id.in_(set(area_ids))))
    return {area.id: area.name_in(language) for area in found}
