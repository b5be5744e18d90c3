"""Who may read the journal."""

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads


def may_read_audit(actor: Actor | None) -> bool:
    """Coordinators read the journal of everything."""
    return actor is not None and actor.is_coordinator


def may_read_audit_of(actor: Actor | None, area: Area) -> bool:
    """Those who lead an area read the lines that are about it."""
    return leads(actor, area.id)
