"""Who may do what with the links to calendars, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.calendars.models import CalendarLink


def may_fetch(owner: Actor | None, link: CalendarLink) -> bool:
    """Whoever has the address, until the link is revoked or its owner, as an actor of the day, is gone."""
    return link.is_open and owner is not None and owner.person_id == link.person_id


def may_revoke(actor: Actor | None, link: CalendarLink) -> bool:
    """Only the person whose link it is."""
    return actor is not None and actor.person_id == link.person_id
