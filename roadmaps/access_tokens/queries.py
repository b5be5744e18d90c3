"""What can be asked about access tokens and service accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from roadmaps.access_tokens import policy
from roadmaps.access_tokens.models import AccessToken, ServiceAccount
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import NotFound


@dataclass(frozen=True)
class Program:
    """A service account with its tokens that still let it in."""

    account: ServiceAccount
    tokens: Sequence[AccessToken]


def tokens_of(person_id: UUID) -> Select[AccessToken]:
    """The tokens of the person that have not been ended, expired ones too; the newest first."""
    return (
        select(AccessToken)
        .options(joinedload(AccessToken.person))
        .where(AccessToken.person_id == person_id, AccessToken.ended_at.is_(None))
        .order_by(AccessToken.made_at.desc(), AccessToken.id.desc())
    )


def has_open_token(session: Session, person_id: UUID, at: datetime) -> bool:
    """Whether a program comes in as the person."""
    return session.scalar(tokens_of(person_id).where(AccessToken.expires_at > at).limit(1)) is not None


def open_token(session: Session, shown: str, at: datetime) -> AccessToken | None:
    """The token that was shown, if it lets its program in now."""
    found = session.scalar(
        select(AccessToken)
        .join(AccessToken.person)
        .options(contains_eager(AccessToken.person))
        .where(AccessToken.token_hash == hash_of(shown), Person.deactivated_at.is_(None))
    )
    return found if found is not None and found.is_open(at) else None


def still_lets_in(session: Session, token_id: UUID, at: datetime) -> bool:
    """Whether the token, which let its program in before, still does."""
    found = session.scalar(
        select(AccessToken)
        .join(AccessToken.person)
        .where(AccessToken.id == token_id, Person.deactivated_at.is_(None))
        .execution_options(populate_existing=True)
    )
    return found is not None and found.is_open(at)


def is_service_account(session: Session, person_id: UUID) -> bool:
    """Whether a program of an organisation has this account."""
    return session.get(ServiceAccount, person_id) is not None


def expiring(before: datetime, at: datetime) -> Select[AccessToken]:
    """The tokens that expire before then and whose owners have not been told."""
    return (
        select(AccessToken)
        .join(AccessToken.person)
        .options(contains_eager(AccessToken.person))
        .where(
            AccessToken.ended_at.is_(None),
            AccessToken.reminded_at.is_(None),
            AccessToken.expires_at > at,
            AccessToken.expires_at <= before,
            Person.deactivated_at.is_(None),
        )
        .order_by(AccessToken.expires_at, AccessToken.id)
    )


def service_accounts(session: Session, at: datetime) -> list[Program]:
    """Every service account by the name of its organisation, with its tokens. Two queries."""
    accounts = session.scalars(
        select(ServiceAccount)
        .join(ServiceAccount.person)
        .join(ServiceAccount.organisation)
        .options(contains_eager(ServiceAccount.person), contains_eager(ServiceAccount.organisation))
        .order_by(Person.deactivated_at.is_not(None), Person.name, Person.id)
    ).all()
    ids = [one.person_id for one in accounts]
    tokens = session.scalars(
        select(AccessToken)
        .where(AccessToken.person_id.in_(ids), AccessToken.ended_at.is_(None), AccessToken.expires_at > at)
        .order_by(AccessToken.expires_at, AccessToken.id)
    ).all()
    return [Program(one, [token for token in tokens if token.person_id == one.person_id]) for one in accounts]


def find_service_account(session: Session, person_id: UUID, *, viewer: Actor | None) -> ServiceAccount:
    """The service account, for those who manage them."""
    account = session.scalar(
        select(ServiceAccount)
        .options(joinedload(ServiceAccount.person), joinedload(ServiceAccount.organisation))
        .where(ServiceAccount.person_id == person_id)
    )
    if account is None or not policy.may_manage_service_accounts(viewer):
        raise NotFound
    return account


def find_token(session: Session, token_id: UUID, *, viewer: Actor | None) -> AccessToken:
    """A token, for those who see it."""
    token = session.scalar(
        select(AccessToken).options(joinedload(AccessToken.person)).where(AccessToken.id == token_id)
    )
    if token is None or not policy.may_see_token(viewer, token):
        raise NotFound
    return token
