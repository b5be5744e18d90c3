"""The areas themselves: their names, addresses, looks and order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts import names
from roadmaps.accounts.actors import Actor
from roadmaps.areas import policy, queries
from roadmaps.areas.events import (
    AreaArchived,
    AreaCreated,
    AreaDescribed,
    AreaRenamed,
    AreaReopened,
    AreasReordered,
)
from roadmaps.areas.models import Area, AreaAddress, Color
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say, say_number

MAX_DESCRIPTION = 2000


def create_area(
    session: Session,
    *,
    name: str,
    name_en: str = "",
    description: str = "",
    color: Color = Color.SLATE,
    at: datetime,
    actor: Actor,
) -> Area:
    """Create an area, last in the order."""
    _require_coordinator(actor)
    clean = _free_name(session, name, None)
    last = session.scalar(select(func.max(Area.position))) or 0
    area = Area(
        name=clean,
        name_en=_english(name_en),
        slug=_free_address(session, clean, None),
        description=_plain(description),
        color=color,
        position=last + 1,
        created_at=at,
    )
    session.add(area)
    session.flush()  # the event names the row, which gets its identity here
    record(session, AreaCreated(area_id=area.id, name=area.name, by_id=actor.person_id, at=at))
    return area


def rename_area(session: Session, area: Area, *, name: str, name_en: str = "", at: datetime, actor: Actor) -> None:
    """Give the area another name and the address that goes with it; the old address leads on."""
    _require_coordinator(actor)
    old_name, clean, english = area.name, _free_name(session, name, area), _english(name_en)
    if (clean, english) == (area.name, area.name_en):
        return
    if names.slug_of(clean) != names.slug_of(old_name):
        _move_address(session, area, _free_address(session, clean, area), at)
    area.name, area.name_en = clean, english
    record(
        session,
        AreaRenamed(area_id=area.id, old_name=old_name, new_name=clean, by_id=actor.person_id, at=at),
    )


def describe_area(session: Session, area: Area, *, description: str, actor: Actor) -> None:
    """Say in a few sentences what the area is about."""
    if not policy.may_describe_area(actor, area):
        raise NotAllowed(say("Coordinators and those who lead the area describe it."))
    text = _plain(description)
    if text != area.description:
        area.description = text
        record(session, AreaDescribed(area_id=area.id, by_id=actor.person_id))


def recolour_area(session: Session, area: Area, *, color: Color, actor: Actor) -> None:
    """Give the area another colour."""
    _require_coordinator(actor)
    if color != area.color:
        area.color = color
        record(session, AreaDescribed(area_id=area.id, by_id=actor.person_id))


def reorder_areas(session: Session, area_ids: Sequence[UUID], *, actor: Actor) -> None:
    """Put the areas in this order; those not named follow as they were."""
    _require_coordinator(actor)
    every = {area.id: area for area in session.scalars(select(Area).order_by(Area.position, Area.name))}
    wanted = list(dict.fromkeys(key for key in area_ids if key in every))
    order = wanted + [key for key in every if key not in wanted]
    if order == list(every):
        return
    for position, key in enumerate(order, start=1):
        every[key].position = position
    record(session, AreasReordered(area_ids=tuple(order), by_id=actor.person_id))


def move_area(session: Session, area: Area, *, up: bool, actor: Actor) -> None:
    """Let the area change places with its neighbour in the list of running areas."""
    order = [one.id for one in session.scalars(queries.running_areas())]
    if area.id not in order:
        raise Invalid(say("An archived area has no place in the order."))
    here = order.index(area.id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    reorder_areas(session, order, actor=actor)


def archive_area(session: Session, area: Area, *, at: datetime, actor: Actor) -> None:
    """Take the area out of the lists; its pages and links remain for reading."""
    _require_coordinator(actor)
    if not area.is_archived:
        area.archived_at = at
        record(session, AreaArchived(area_id=area.id, by_id=actor.person_id, at=at))


def reopen_area(session: Session, area: Area, *, at: datetime, actor: Actor) -> None:
    """Bring an archived area back into the lists."""
    _require_coordinator(actor)
    if area.is_archived:
        area.archived_at = None
        record(session, AreaReopened(area_id=area.id, by_id=actor.person_id, at=at))


def _require_coordinator(actor: Actor) -> None:
    if not policy.may_manage_areas(actor):
        raise NotAllowed(say("Coordinators look after the areas."))


def _free_name(session: Session, name: str, area: Area | None) -> str:
    clean = names.one_line(name, field="name")
    for other in session.scalars(select(Area)):
        if other is not area and names.looks(other.name) == names.looks(clean):
            fault = say("There is already an area with this name.")
            raise Invalid(fault, {"name": fault})
    return clean


def _english(name_en: str) -> str:
    return names.one_line(name_en, field="name_en", may_be_empty=True)


def _plain(description: str) -> str:
    text = "\n".join(line.rstrip() for line in description.strip().splitlines())
    if len(text) > MAX_DESCRIPTION:
        fault = say_number(
            "This may be at most %(num)s character long.",
            "This may be at most %(num)s characters long.",
            MAX_DESCRIPTION,
        )
        raise Invalid(fault, {"description": fault})
    return text


def _free_address(session: Session, name: str, area: Area | None) -> str:
    """An address that no other area has or has had, so that an old link never leads to the wrong one."""
    mine = area.id if area else None
    living = session.execute(select(Area.slug, Area.id))
    left = session.execute(select(AreaAddress.slug, AreaAddress.area_id))
    taken = frozenset(slug for slug, owner in [*living, *left] if owner != mine)
    return names.free_slug(names.slug_of(name), taken)


def _move_address(session: Session, area: Area, slug: str, at: datetime) -> None:
    if slug == area.slug:
        return
    session.execute(delete(AreaAddress).where(AreaAddress.slug == slug))
    session.add(AreaAddress(slug=area.slug, area_id=area.id, left_at=at))
    area.slug = slug
