"""Building the actor: the person with the organisations and the roles that hold today."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Date, bindparam, select
from sqlalchemy.orm import Session

from roadmaps.accounts import queries as accounts
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Membership, Organisation, Person
from roadmaps.areas.models import Mute, RoleGrant
from roadmaps.areas.queries import counts_on, mutes_of
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say

ACTS_NO_LONGER = say("This link was for somebody who no longer acts for the organisation.")


def load_actor(session: Session, person_id: UUID, *, on: date, acting_for_id: UUID | None = None) -> Actor | None:
    """The person as an actor on the day; None when there is no such person, or the person is deactivated.

    `acting_for_id` is taken only if the person acts for that organisation on the day; the first one stands in for it.
    """
    actor = load_actors(session, [person_id], on=on).get(person_id)
    return actor and speaking_for(actor, acting_for_id)


def speaking_for(actor: Actor, organisation_id: UUID | None) -> Actor:
    """The same person for one of their organisations; as they were, where it is none of these."""
    is_theirs = organisation_id in dict(actor.organisations)
    return replace(actor, acting_for_id=organisation_id) if is_theirs else actor


def still_acting(session: Session, person_id: UUID, organisation_id: UUID | None, *, on: date) -> Actor:
    """The person whom a letter's link was for, for the organisation that it was about.

    :raises NotAllowed: when they are deactivated, or act for it no longer
    """
    person = load_actor(session, person_id, on=on, acting_for_id=organisation_id)
    if person is None or organisation_id not in dict(person.organisations):
        raise NotAllowed(ACTS_NO_LONGER)
    return person


def load_actors(session: Session, person_ids: Collection[UUID], *, on: date) -> dict[UUID, Actor]:
    """Several people as actors on the day, with four queries however many they are; the deactivated are left out."""
    asked = {"people": list(person_ids), "on": on}
    people = session.execute(_PEOPLE, asked).all()
    organisations: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for person_id, organisation_id, name in session.execute(_ACTING, asked):
        organisations[person_id][organisation_id] = name
    roles: dict[UUID, dict[UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person_id, area_id, role in session.execute(_SERVING, asked):
        roles[person_id][area_id].add(role.value)
    mutes: dict[UUID, dict[UUID | None, date]] = defaultdict(dict)
    for person_id, muted_in, until_on in session.execute(_MUTED, asked):
        own = mutes[person_id]
        own[muted_in] = max(until_on, own.get(muted_in, until_on))
    return {
        person.id: Actor(
            person_id=person.id,
            name=person.name,
            organisations=tuple(organisations[person.id].items()),
            acting_for_id=next(iter(organisations[person.id]), None),
            is_coordinator=person.is_coordinator,
            roles={area_id: frozenset(held_there) for area_id, held_there in roles[person.id].items()},
            language=person.language,
            mutes=mutes[person.id],
        )
        for person in people
    }


# Made once, as they are asked at nearly every request, and to put them together takes longer than to ask them.
_THEM: BindParameter[Any] = bindparam("people", expanding=True)
_ON = bindparam("on", type_=Date)
_PEOPLE = select(Person.id, Person.name, Person.language, Person.is_coordinator).where(
    Person.id.in_(_THEM), Person.deactivated_at.is_(None)
)
_ACTING = (
    select(Membership.person_id, Membership.organisation_id, Organisation.name)
    .join(Membership.organisation)
    .where(Membership.person_id.in_(_THEM), accounts.counts_on(_ON), Organisation.archived_at.is_(None))
    .order_by(Membership.from_on, Organisation.name)
)
_SERVING = select(RoleGrant.person_id, RoleGrant.area_id, RoleGrant.role).where(
    RoleGrant.person_id.in_(_THEM), counts_on(_ON)
)
_MUTED = mutes_of(_THEM, _ON).with_only_columns(Mute.person_id, Mute.area_id, Mute.until_on)
