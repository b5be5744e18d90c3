"""Who may do what with a roadmap, one sentence each."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area, Role
from roadmaps.areas.policy import leads
from roadmaps.roadmap.models import Lock, Roadmap

EVERY_ROLE = tuple(role.value for role in Role)
WRITERS = (Role.EDITOR, Role.PROCESS_LEADER, Role.DEPUTY)
VOICES = (Role.ACTOR, *WRITERS)


def may_read(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The working version: everybody where the roadmap allows it, otherwise those with a role in the area."""
    return roadmap.is_working_public or may_read_unpublished(actor, roadmap)


def may_read_unpublished(actor: Actor | None, roadmap: Roadmap) -> bool:
    """What is never public: those with a role in the area, and the coordinator."""
    return actor is not None and (actor.is_coordinator or actor.has(roadmap.area_id, *EVERY_ROLE))


def may_write(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Editors, process leaders and deputies of the area and the coordinator, while the roadmap is open for writing."""
    if actor is None or not roadmap.state.is_open_for_writing or roadmap.area.is_archived or _is_muted(actor, roadmap):
        return False
    return actor.is_coordinator or actor.has(roadmap.area_id, *WRITERS)


def may_edit(actor: Actor | None, roadmap: Roadmap, lock: Lock | None) -> bool:
    """Who may write; where a lock stands, only who may lift it."""
    return may_write(actor, roadmap) and (lock is None or may_moderate(actor, roadmap))


def may_answer_for(actor: Actor | None, roadmap: Roadmap, organisation_id: UUID) -> bool:
    """Whoever acts for the organisation, role in the area or not, until the roadmap is closed."""
    if actor is None or not roadmap.state.is_open_for_comments or roadmap.area.is_archived or _is_muted(actor, roadmap):
        return False
    return organisation_id in dict(actor.organisations)


def may_comment(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Everybody with a role in the area above reader, and the coordinator, until the roadmap is closed."""
    if actor is None or not roadmap.state.is_open_for_comments or roadmap.area.is_archived or _is_muted(actor, roadmap):
        return False
    return actor.is_coordinator or actor.has(roadmap.area_id, *VOICES)


def may_moderate(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator: locks, states, hiding and freezing."""
    return leads(actor, roadmap.area_id)


def visible_to(actor: Actor | None) -> Select[Roadmap]:
    """The roadmaps whose working version the actor may read."""
    roadmaps = select(Roadmap).join(Area, Area.id == Roadmap.area_id).order_by(Area.position)
    if actor is not None and actor.is_coordinator:
        return roadmaps
    areas = list(actor.roles) if actor else []
    return roadmaps.where(or_(Roadmap.is_working_public, Roadmap.area_id.in_(areas)))


def _is_muted(actor: Actor, roadmap: Roadmap) -> bool:
    """Somebody who is muted reads everything as before, and writes nothing."""
    return actor.muted_until(roadmap.area_id) is not None
