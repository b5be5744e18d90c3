"""Who may do what with access tokens and service accounts, one sentence each."""

from roadmaps.access_tokens.models import AccessToken
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.policy import may_administer


def may_make_token_for(actor: Actor | None, person: Person) -> bool:
    """People make tokens for themselves, and coordinators for service accounts."""
    if actor is None or not person.is_active:
        return False
    return may_administer(actor) if person.is_service_account else actor.person_id == person.id


def may_see_token(actor: Actor | None, token: AccessToken) -> bool:
    """People see the tokens that they have; coordinators see those of service accounts."""
    if actor is None:
        return False
    return actor.person_id == token.person_id or (token.person.is_service_account and may_administer(actor))


def may_end_token(actor: Actor | None, token: AccessToken) -> bool:
    """Who sees a token may end it."""
    return may_see_token(actor, token)


def may_end_tokens_of(actor: Actor | None, person: Person) -> bool:
    """People end all of their own tokens; coordinators end all of anybody's, without seeing what they are for."""
    return actor is not None and (actor.person_id == person.id or may_administer(actor))


def may_manage_service_accounts(actor: Actor | None) -> bool:
    """Coordinators let the programs of organisations have accounts, as they do with people."""
    return may_administer(actor)
