"""Who may do what with accounts at other providers."""

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.single_sign_on.models import ProviderAccount


def may_tie(actor: Actor | None, person: Person) -> bool:
    """People tie accounts at other providers to themselves; nobody does it for them."""
    return actor is not None and actor.person_id == person.id and person.is_active


def may_untie(actor: Actor | None, account: ProviderAccount) -> bool:
    """People untie their own accounts at other providers."""
    return actor is not None and actor.person_id == account.person_id


def may_see_providers(actor: Actor | None) -> bool:
    """Coordinators see which providers the site trusts, and what their groups give here."""
    return actor is not None and actor.is_coordinator
