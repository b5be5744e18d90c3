"""Who may do what with readings, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_record(actor: Actor | None, roadmap: Roadmap, indicator: BlockState) -> bool:
    """Those with a role that writes in the area, and whoever acts for the responsible organisation, until it is closed.

    A paused roadmap and a locked block take readings all the same: they tell what has come to pass. Nobody who is muted.
    """
    if actor is None or not roadmap.state.is_open_for_comments or roadmap.area.is_archived:
        return False
    if actor.muted_until(roadmap.area_id) is not None:
        return False
    if actor.is_coordinator or actor.has(roadmap.area_id, *roadmap_policy.WRITERS):
        return True
    responsible = responsible_for(indicator)
    return responsible is not None and roadmap_policy.may_answer_for(actor, roadmap, responsible)


def may_read(actor: Actor | None, roadmap: Roadmap, indicator: BlockState) -> bool:
    """Those who may read the roadmap's working version, and those who are to make the readings."""
    return roadmap_policy.may_read(actor, roadmap) or may_record(actor, roadmap, indicator)


def responsible_for(indicator: BlockState) -> UUID | None:
    """The organisation that sees to it that the indicator is read."""
    named = indicator.content["responsible"]
    return UUID(named) if named else None
