"""Who may decide about second steps: one's own, those of others, and whom the site asks."""

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person


def may_choose(actor: Actor | None) -> bool:
    """Coordinators say whom the site asks for a second step, and see who has one."""
    return actor is not None and actor.is_coordinator


def may_set_up(actor: Actor | None, person: Person) -> bool:
    """People set up, move and turn off their own second step; nobody does it for them."""
    return actor is not None and actor.person_id == person.id


def may_reset(actor: Actor | None, person: Person) -> bool:
    """Coordinators take a lost second step away from others, not from themselves: that would go round it."""
    return actor is not None and actor.is_coordinator and actor.person_id != person.id and person.is_active
