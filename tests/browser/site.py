"""The site under test in the browser, and a small world for a journey, made by the rules."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Flask

from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas.models import Area, Role
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.roadmap import rules
from roadmaps.roadmap.models import Roadmap
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role, an_area, as_actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_numbers = count(1)
COURSE = "Kursen hålls tre gånger om året i Ås. Deltagarna får ett intyg när de har gått hela kursen."


@dataclass(frozen=True)
class World:
    """Whom and what a journey needs to know."""

    slug: str
    area: str
    coordinator: str
    leader: str
    editor: str
    successor: str
    torsta: str
    activity: UUID


@dataclass(frozen=True)
class Site:
    """The application and the address at which it is served."""

    app: Flask
    address: str

    @property
    def units(self) -> UnitsOfWork:
        """Its units of work."""
        return self.app.extensions["units_of_work"]

    def make_world(self) -> World:
        """An area with a roadmap, its people, and an activity."""
        number = next(_numbers)
        with self.units.change() as session:
            region = an_organisation(session, f"Regionen {number}")
            torsta = an_organisation(session, f"Torsta {number}")
            coordinator = a_person(session, "Samordnaren", is_coordinator=True)
            area = an_area(session, f"Jord och skog {number}")
            leader = _serving(session, area, region, "Processledaren", Role.PROCESS_LEADER)
            editor = _serving(session, area, region, "Strategen", Role.EDITOR)
            successor = _serving(session, area, region, f"Efterträdaren {number}", Role.EDITOR)
            session.flush()
            activity = _begin(session, area, coordinator)
        return World(
            slug=area.slug,
            area=area.name,
            coordinator=coordinator.email,
            leader=leader.email,
            editor=editor.email,
            successor=successor.name,
            torsta=torsta.name,
            activity=activity,
        )

    def edit_activity(self, world: World, email: str, text: str, **facts: object) -> None:
        """Somebody else saves the activity's text, and perhaps more of it, wherever they are."""
        with self.units.change() as session:
            person = session.query(Person).filter_by(email=email).one()
            roadmap = session.query(Roadmap).join(Area).filter(Area.slug == world.slug).one()
            rules.edit_block(
                session,
                roadmap,
                world.activity,
                {"text": text, **facts},
                based_on=roadmap.history.current,
                actor=as_actor(session, person, on=today()),
                at=now(),
            )


def _serving(session: "Session", area: Area, organisation: Organisation, name: str, role: Role) -> Person:
    person = a_person(session, name)
    a_membership(session, person, organisation)
    a_role(session, area, person, role)
    return person


def _begin(session: "Session", area: Area, coordinator: Person) -> UUID:
    actor = as_actor(session, coordinator, on=today())
    at: datetime = now()
    day: date = today()
    roadmap = rules.begin_roadmap(session, area, period_from=2021, period_to=2027, actor=actor, on=day)
    rules.show_working_version(session, roadmap, True, actor=actor)
    goal = rules.add_block(session, roadmap, "goal", {"title": "Företag klarar avbrott"}, actor=actor, at=at)
    activity = new_id()
    facts = {"title": "Kurs i beredskap", "goal": str(goal), "start": "2026-Q4", "text": COURSE}
    rules.add_block(session, roadmap, "activity", facts, actor=actor, at=at, block_id=activity)
    return activity
