"""Who may do what with the year wheel, one sentence each. What stands in it is shown as the rooms decide that hold it."""

from collections.abc import Collection
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.year_wheel.models import WheelEntry


def may_write(actor: Actor | None, area: Area | None) -> bool:
    """Those who lead the area, unless it is archived; for the whole county (area None) coordinators."""
    if area is None:
        return actor is not None and actor.is_coordinator
    return leads(actor, area.id) and not area.is_archived


def may_read(actor: Actor | None, entry: WheelEntry, readable: Collection[UUID]) -> bool:
    """Everybody, where it is about the whole county; in an area whoever may read its working version.

    `readable` are the areas whose working version the actor may read.
    """
    return entry.area_id is None or entry.area_id in readable or leads(actor, entry.area_id)


def may_change(actor: Actor | None, entry: WheelEntry) -> bool:
    """Those who may write in the wheel there, until it is taken out."""
    return entry.removed_at is None and may_write(actor, entry.area)
