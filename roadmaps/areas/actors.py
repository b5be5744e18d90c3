"""Building the actor: the person with the organisations and the roles that hold today."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import queries as accounts
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import counts_on, mutes_of


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


def load_actors(session: Session, person_ids: Collection[UUID], *, on: date) -> dict[UUID, Actor]:
    """Several people as actors on the day, with four queries however many they are; the deactivated are left out."""
    people = session.scalars(select(Person).where(Person.id.in_(person_ids), Person.deactivated_at.is_(None))).all()
    organisations: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for one in session.scalars(accounts.memberships_of(person_ids, on)):
        organisations[one.person_id][one.organisation_id] = one.organisation.name
    roles: dict[UUID, dict[UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    held = select(RoleGrant.person_id, RoleGrant.area_id, RoleGrant.role)
    for person_id, area_id, role in session.execute(held.where(RoleGrant.person_id.in_(person_ids), counts_on(on))):
        roles[person_id][area_id].add(role.value)
    mutes: dict[UUID, dict[UUID | None, date]] = defaultdict(dict)
    for mute in session.scalars(mutes_of(person_ids, on)):
        own = mutes[mute.person_id]
        own[mute.area_id] = max(mute.until_on, own.get(mute.area_id, mute.until_on))
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
