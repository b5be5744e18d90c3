"""Tokens by which programs come in, and accounts of programs."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken, Scope, ServiceAccount
from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.ids import new_id
from tests.factories.accounts import LONG_AGO, a_membership, an_organisation

EVERYTHING = tuple(Scope)


def a_token(
    session: Session,
    person: Person | UUID,
    *,
    scopes: tuple[Scope, ...] = EVERYTHING,
    name: str = "Vår egen följning",
    expires_at: datetime | None = None,
    ended_at: datetime | None = None,
    made_at: datetime = LONG_AGO,
    used_at: datetime | None = None,
) -> str:
    """A token of the person that is good for everything and for a year; what a program shows of it."""
    word = f"fp_{new_token()}"
    person_id = person if isinstance(person, UUID) else person.id
    token = AccessToken(
        person_id=person_id,
        name=name,
        token_hash=hash_of(word),
        beginning=word[:8],
        scopes=[scope.value for scope in scopes],
        made_by_id=person_id,
        made_at=made_at,
        expires_at=expires_at or LONG_AGO + timedelta(days=700),
        ended_at=ended_at,
        used_at=used_at,
    )
    session.add(token)
    session.flush()
    return word


def a_service_account(
    session: Session, made_by: Person, organisation: Organisation | None = None, *, name: str = "Statistikbryggan"
) -> ServiceAccount:
    """A program of an organisation, without a role."""
    mine = organisation or an_organisation(session)
    person_id = new_id()
    person = Person(
        id=person_id,
        name=f"{name} (tjänstekonto)",
        email=f"{person_id.hex}@service.invalid",
        is_service_account=True,
        created_at=LONG_AGO,
    )
    session.add(person)
    session.flush()
    a_membership(session, person, mine)
    account = ServiceAccount(person=person, organisation=mine, made_by_id=made_by.id, made_at=LONG_AGO)
    session.add(account)
    session.flush()
    return account
