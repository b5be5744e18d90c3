"""Building the actor: the person with the organisations and the roles that hold today."""

from collections import defaultdict
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
    person = session.get(Person, person_id)
    if person is None or not person.is_active:
        return None
    memberships = session.scalars(accounts.memberships_of([person_id], on))
    organisations = {one.organisation_id: one.organisation.name for one in memberships}
    roles: dict[UUID, set[str]] = defaultdict(set)
    held = select(RoleGrant.area_id, RoleGrant.role).where(RoleGrant.person_id == person_id, counts_on(on))
    for area_id, role in session.execute(held):
        roles[area_id].add(role.value)
    mutes: dict[UUID | None, date] = {}
    for mute in session.scalars(mutes_of(person_id, on)):
        mutes[mute.area_id] = max(mute.until_on, mutes.get(mute.area_id, mute.until_on))
    return Actor(
        person_id=person.id,
        name=person.name,
        organisations=tuple(organisations.items()),
        acting_for_id=acting_for_id if acting_for_id in organisations else next(iter(organisations), None),
        is_coordinator=person.is_coordinator,
        roles={area_id: frozenset(held_there) for area_id, held_there in roles.items()},
        language=person.language,
        mutes=mutes,
    )
