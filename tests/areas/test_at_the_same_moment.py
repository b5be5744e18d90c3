from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas import rules
from roadmaps.areas.models import Area, Role, RoleGrant
from roadmaps.following.listeners import wire
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.accounts import a_person
from tests.factories.areas import an_area, as_actor
from tests.racing import what_comes_of_the_second


def test_two_coordinators_give_one_role_once(fresh_database: Database, at: datetime) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        maja, per = (as_actor(session, a_person(session, name, is_coordinator=True)) for name in ("Maja", "Per"))
        karin_id, area_id = a_person(session).id, an_area(session).id

    def give(actor):
        def act(session: Session) -> None:
            karin, area = session.get_one(Person, karin_id), session.get_one(Area, area_id)
            rules.grant_role(session, area, karin, Role.EDITOR, from_on=today(), at=at, actor=actor)

        return act

    refused = what_comes_of_the_second(units, give(maja), give(per))

    assert isinstance(refused, Invalid)
    with fresh_database.reading() as session:
        assert len(session.scalars(select(RoleGrant).where(RoleGrant.person_id == karin_id)).all()) == 1


def test_two_roles_given_at_once_are_both_given_and_the_area_followed(fresh_database: Database, at: datetime) -> None:
    listeners = Listeners()
    wire(listeners)
    units = UnitsOfWork(fresh_database, listeners)
    with units.change() as session:
        maja = as_actor(session, a_person(session, "Maja", is_coordinator=True))
        karin_id, area_id = a_person(session).id, an_area(session).id

    def give(role: Role):
        def act(session: Session) -> None:
            karin, area = session.get_one(Person, karin_id), session.get_one(Area, area_id)
            rules.grant_role(session, area, karin, role, from_on=today(), at=at, actor=maja)

        return act

    assert what_comes_of_the_second(units, give(Role.EDITOR), give(Role.READER)) is None
    with fresh_database.reading() as session:
        assert len(session.scalars(select(RoleGrant).where(RoleGrant.person_id == karin_id)).all()) == 2
