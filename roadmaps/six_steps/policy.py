"""Who may do what with the process of an area, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads


def may_tell(actor: Actor | None, area: Area) -> bool:
    """Begin a lap and tell of its steps: those who lead the area and coordinators, unless muted, until it is archived."""
    is_muted = actor is not None and actor.muted_until(area.id) is not None
    return leads(actor, area.id) and not area.is_archived and not is_muted
