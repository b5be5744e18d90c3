"""Who may do what with an area, and the word that other rooms ask with: who leads it."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.policy import is_self
from roadmaps.areas.models import Area, Role, RoleGrant

LEADING = (Role.PROCESS_LEADER, Role.DEPUTY)
GIVEN_BY_LEADERS = (Role.READER, Role.ACTOR, Role.EDITOR)


def leads(actor: Actor | None, area_id: UUID) -> bool:
    """Process leaders and deputies lead their area, and coordinators may do all that they may."""
    return actor is not None and (actor.is_coordinator or actor.has(area_id, *LEADING))


def may_read_area(_actor: Actor | None, _area: Area) -> bool:
    """An area's page is public, that of an archived area too, so that no link dies."""
    return True


def may_manage_areas(actor: Actor | None) -> bool:
    """Coordinators create, rename, colour, order, archive and reopen areas."""
    return actor is not None and actor.is_coordinator


def may_describe_area(actor: Actor | None, area: Area) -> bool:
    """Coordinators and those who lead an area write its description, as long as it is not archived."""
    return leads(actor, area.id) and not area.is_archived


def may_see_people_of(actor: Actor | None, area: Area) -> bool:
    """Coordinators and those who lead an area see its people with their e-mail addresses."""
    return leads(actor, area.id)


def may_see_names_in(actor: Actor | None, _area: Area) -> bool:
    """Whoever is signed in sees who serves an area; the public sees functions and organisations."""
    return actor is not None


def may_invite_to(actor: Actor | None, area: Area) -> bool:
    """Coordinators and those who lead an area invite people to it, as long as it is not archived."""
    return leads(actor, area.id) and not area.is_archived


def may_give(actor: Actor | None, area: Area, role: Role) -> bool:
    """Coordinators give every role, those who lead an area give those below their own, in areas not archived."""
    return may_invite_to(actor, area) and (may_manage_areas(actor) or role in GIVEN_BY_LEADERS)


def may_grant(actor: Actor | None, area: Area, role: Role, person: Person) -> bool:
    """A role is given by those who may give it, to active people other than themselves; no program gets one that leads."""
    can_have_it = person.is_active and (role in GIVEN_BY_LEADERS or not person.is_service_account)
    return may_give(actor, area, role) and can_have_it and not is_self(actor, person)


def may_end(actor: Actor | None, grant: RoleGrant) -> bool:
    """A role is ended by its holder, by coordinators, and, where it is below their own, by those who lead the area."""
    if actor is None:
        return False
    is_below = grant.role in GIVEN_BY_LEADERS and leads(actor, grant.area_id)
    return actor.person_id == grant.person_id or actor.is_coordinator or is_below


def may_hand_over(actor: Actor | None) -> bool:
    """Coordinators hand an area over from one process leader to another."""
    return may_manage_areas(actor)


def may_mute_in(actor: Actor | None, area: Area) -> bool:
    """Coordinators and those who lead an area keep people from writing in it for a time."""
    return leads(actor, area.id)


def may_mute_everywhere(actor: Actor | None) -> bool:
    """Coordinators keep people from writing anywhere for a time."""
    return may_manage_areas(actor)


def may_see_handover(actor: Actor | None, area: Area, successor_id: UUID | None = None) -> bool:
    """Coordinators, those who lead the area, and whoever has been named to take it over."""
    return leads(actor, area.id) or (actor is not None and actor.person_id == successor_id)


def may_name_successor(actor: Actor | None, area: Area) -> bool:
    """Coordinators, and the process leader for the own post, in areas not archived; a deputy does not."""
    if actor is None or area.is_archived:
        return False
    return actor.is_coordinator or actor.has(area.id, Role.PROCESS_LEADER)


def may_take_over(actor: Actor | None, area: Area, *, successor_id: UUID | None, is_vacant: bool) -> bool:
    """Whoever has been named takes over; while the post is vacant a deputy may too. Nobody who has the post already."""
    if actor is None or area.is_archived or actor.has(area.id, Role.PROCESS_LEADER):
        return False
    return actor.person_id == successor_id or (is_vacant and actor.has(area.id, Role.DEPUTY))
