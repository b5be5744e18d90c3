"""Who may moderate, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_read_log(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may read the roadmap's working version may read what has been moderated in it."""
    return roadmap_policy.may_read(actor, roadmap)


def may_see_news(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leaders and deputies, and the coordinator."""
    return roadmap_policy.may_moderate(actor, roadmap)
