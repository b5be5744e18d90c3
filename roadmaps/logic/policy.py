"""Who may do what here, one sentence each. The line, the coverage and the chains are read by who reads the roadmap."""

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap


def may_see_loose_ends(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who work with the roadmap: people with a role in the area, and the coordinator."""
    return policy.may_read_unpublished(actor, roadmap)
