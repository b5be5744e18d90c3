"""Who has a desk, and who may do what at it, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.policy import leads
from roadmaps.roadmap.policy import WRITERS


def may_have_desk(actor: Actor | None) -> bool:
    """Those who lead an area or stand in for who does, editors for what they are asked to do, and coordinators."""
    return actor is not None and (actor.is_coordinator or any(actor.has(area_id, *WRITERS) for area_id in actor.roles))


def may_see_point(actor: Actor | None, area_id: UUID, assigned_to_id: UUID | None) -> bool:
    """Those who lead the area, and whoever has been asked to take care of it and still writes there."""
    if actor is None:
        return False
    is_mine = assigned_to_id == actor.person_id and actor.has(area_id, *WRITERS)
    return is_mine or leads(actor, area_id)


def may_arrange(actor: Actor | None, area_id: UUID) -> bool:
    """Those who lead the area ask somebody to take care of a point, and lay it aside."""
    return leads(actor, area_id)
