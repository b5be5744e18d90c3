"""Who may follow, and who may read what has changed."""

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_follow(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Whoever is signed in follows a roadmap, its blocks and its threads, if they may read its working version."""
    return actor is not None and roadmap_policy.may_read(actor, roadmap)


def may_follow_openly(actor: Actor | None) -> bool:
    """Whoever is signed in follows areas and organisations, whose pages are public; each reads of them what they may."""
    return actor is not None


def may_read_changes(_actor: Actor | None, _roadmap: Roadmap) -> bool:
    """The page of what has changed is public; it tells each reader what that reader may see."""
    return True
