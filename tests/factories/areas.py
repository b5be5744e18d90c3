"""The smallest valid areas and roles, and people who hold them."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.names import slug_of
from roadmaps.areas.actors import load_actors
from roadmaps.areas.models import Area, Color, Role, RoleGrant
from roadmaps.foundation.clock import today
from tests.factories.accounts import BEGINNING, LONG_AGO, a_person

_numbers = count(1)


def an_area(session: Session, name: str = "", *, is_archived: bool = False) -> Area:
    """An area in the lists, or an archived one."""
    number = next(_numbers)
    named = name or f"Hållbar energi {number}"
    area = Area(
        name=named,
        slug=slug_of(named),
        color=Color.FOREST,
        position=number,
        created_at=LONG_AGO,
        archived_at=LONG_AGO if is_archived else None,
    )
    session.add(area)
    session.flush()
    return area


def a_role(
    session: Session,
    area: Area,
    person: Person,
    role: Role,
    *,
    from_on: date = BEGINNING,
    until_on: date | None = None,
) -> RoleGrant:
    """That the person holds the role in the area."""
    grant = RoleGrant(area=area, person=person, role=role, from_on=from_on, until_on=until_on, granted_at=LONG_AGO)
    session.add(grant)
    session.flush()
    return grant


def as_actor(session: Session, person: Person, *, on: date | None = None) -> Actor:
    """The person as an actor, today unless told otherwise."""
    [actor] = as_actors(session, [person], on=on)
    return actor


def as_actors(session: Session, people: Sequence[Person], *, on: date | None = None) -> list[Actor]:
    """Several as actors, in their order and with as few questions as for one."""
    actors = load_actors(session, [person.id for person in people], on=on or today())
    return [actors[person.id] for person in people]


def a_coordinator(session: Session, name: str = "Maja Sundin") -> Actor:
    """A coordinator of the site."""
    return as_actor(session, a_person(session, name, is_coordinator=True))


def someone_with(session: Session, area: Area, role: Role, name: str = "") -> Actor:
    """A person who holds the role in the area."""
    return as_actor(session, a_person_with(session, area, role, name))


def a_person_with(session: Session, area: Area, role: Role, name: str = "") -> Person:
    """A person who holds the role in the area."""
    person = a_person(session, name or f"Per {role.value.replace('_', ' ').title()}")
    a_role(session, area, person, role)
    return person
