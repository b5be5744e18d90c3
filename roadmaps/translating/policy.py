"""Who may do what with translations, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_read_translations(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Whoever may read the working version."""
    return roadmap_policy.may_read(actor, roadmap)


def may_translate(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Editors, process leaders and deputies of the area and the coordinator, also of a text that is locked or rests, until
    the roadmap is closed.
    """
    if actor is None or not roadmap.state.is_open_for_comments or roadmap.area.is_archived:
        return False
    is_muted = actor.muted_until(roadmap.area_id) is not None
    return not is_muted and (actor.is_coordinator or actor.has(roadmap.area_id, *roadmap_policy.WRITERS))


def may_choose_languages(actor: Actor | None) -> bool:
    """The coordinator."""
    return actor is not None and actor.is_coordinator
