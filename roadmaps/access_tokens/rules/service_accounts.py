"""Accounts of programs. They are among the people, with a name of their own, so that roles, history and rules know them."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens import policy
from roadmaps.access_tokens.events import ServiceAccountMade
from roadmaps.access_tokens.models import AccessToken, ServiceAccount
from roadmaps.access_tokens.rules.tokens import end_token
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.names import one_line
from roadmaps.accounts.rules import deactivate, join_organisation
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say

LONGEST_NAME = 90
LONGEST_PURPOSE = 500
# Nobody can have an address that ends so, and no letter goes there.
NOWHERE = "service.invalid"


def make_service_account(
    session: Session,
    organisation: Organisation,
    *,
    name: str,
    purpose: str,
    mark: str,
    language: str,
    actor: Actor,
    on: date,
    at: datetime,
) -> ServiceAccount:
    """Let a program of the organisation have an account. It cannot be signed in as; tokens let the program in.

    :param mark: what stands behind its name wherever it is shown, so that nobody takes it for a person
    """
    if not policy.may_manage_service_accounts(actor):
        raise NotAllowed(say("Only a coordinator can make a service account."))
    person_id = new_id()
    person = Person(
        id=person_id,
        name=f"{one_line(name, field='name', most=LONGEST_NAME)} ({mark})",
        email=f"{person_id.hex}@{NOWHERE}",
        language=language,
        is_coordinator=False,
        is_service_account=True,
        created_at=at,
    )
    session.add(person)
    session.flush()  # what follows points at the row
    join_organisation(session, organisation, person, on=on, by=actor)
    account = ServiceAccount(
        person=person,
        organisation=organisation,
        purpose=one_line(purpose, field="purpose", most=LONGEST_PURPOSE, may_be_empty=True),
        made_by_id=actor.person_id,
        made_at=at,
    )
    session.add(account)
    session.flush()  # the row stands before it is told of
    record(session, ServiceAccountMade(person.id, organisation.id, actor.person_id, at))
    return account


def close(session: Session, account: ServiceAccount, *, actor: Actor, at: datetime) -> None:
    """Shut the program out at once, with every token that it has; its name stays on what it did."""
    if not policy.may_manage_service_accounts(actor):
        raise NotAllowed(say("Only a coordinator can close a service account."))
    deactivate(session, account.person, at=at, actor=actor)
    still_there = AccessToken.person_id == account.person_id, AccessToken.ended_at.is_(None)
    for token in session.scalars(select(AccessToken).where(*still_there)).all():
        end_token(session, token, actor=actor, at=at)
