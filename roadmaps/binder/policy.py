"""Who may do what with the binder, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.binder.models import BinderEdition
from roadmaps.roadmap.policy import EVERY_ROLE


def may_write(actor: Actor | None, area: Area | None) -> bool:
    """Judge, put in and freeze: those who lead the area unless muted, until it is archived; for the county, coordinators."""
    if actor is None:
        return False
    if area is None:
        return actor.is_coordinator
    return leads(actor, area.id) and not area.is_archived and actor.muted_until(area.id) is None


def may_read_edition(actor: Actor | None, edition: BinderEdition) -> bool:
    """Everybody, where all that it was made from was open to all; otherwise those with a role in the area, and coordinators:
    an edition of the county tells of areas that only they may all read.
    """
    if edition.is_public:
        return True
    if actor is None:
        return False
    return actor.is_coordinator or (edition.area_id is not None and actor.has(edition.area_id, *EVERY_ROLE))
