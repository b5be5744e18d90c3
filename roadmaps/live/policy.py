"""Who may write together, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Lock, Roadmap


def may_join(actor: Actor | None, roadmap: Roadmap, lock: Lock | None) -> bool:
    """Whoever may change the block by its form: the same question, asked again for every update."""
    return roadmap_policy.may_edit(actor, roadmap, lock)
