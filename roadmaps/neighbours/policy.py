"""Who may share with other regions, mirror theirs and tie activities to them, one sentence each."""

from datetime import date
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.policy import leads
from roadmaps.neighbours.models import Mirror, MirrorVersion, ShareLink, Tie
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_share(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator: making links, seeing how they are used, revoking them."""
    return roadmap_policy.may_moderate(actor, roadmap)


def may_follow(link: ShareLink, on: date) -> bool:
    """Whoever has the address, through its last day and until it is revoked."""
    return link.is_open(on)


def may_mirror(actor: Actor | None, area_id: UUID | None) -> bool:
    """Beside an area: those who lead it. For the whole county: coordinators."""
    if actor is None:
        return False
    return leads(actor, area_id) if area_id else actor.is_coordinator


def may_keep(actor: Actor | None, mirror: Mirror) -> bool:
    """The same for looking for newer versions, bringing them in, and ending it."""
    return may_mirror(actor, mirror.area_id)


def may_read_mirror(actor: Actor | None, version: MirrorVersion) -> bool:
    """What the neighbour has frozen for everybody: everybody. The rest: those with a role in some area."""
    return version.is_public or may_read_unpublished(actor)


def may_read_unpublished(actor: Actor | None) -> bool:
    """What neighbours have shown to us alone: those with a role in some area, and coordinators."""
    return actor is not None and (actor.is_coordinator or bool(actor.roles))


def may_tie(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Editors, process leaders and deputies of the area and the coordinator, until the roadmap is closed; not the muted."""
    is_writer = actor is not None and (actor.is_coordinator or actor.has(roadmap.area_id, *roadmap_policy.WRITERS))
    return is_writer and roadmap_policy.may_comment(actor, roadmap)


def may_untie(actor: Actor | None, tie: Tie) -> bool:
    """Those who may tie activities of the same roadmap."""
    return may_tie(actor, tie.roadmap)
