"""Two servers on one database, as two hosts would be, and those who write together there."""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.rules import add_block, begin_roadmap
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area
from tests.live_page import Page, Visitor
from tests.processes import SiteProcess, signed_in

SOCKETS = 4
TEXT = "Länet har skog, vatten och vind."


@dataclass
class Writing:
    """A block, those who may write in it, and its process leader."""

    slug: str
    block: UUID
    people: list[Person]
    visitors: list[Visitor]
    leader: Visitor


@dataclass
class Scene:
    """Two servers, an application on the same database, and what the tests make there."""

    app: Flask
    hosts: tuple[SiteProcess, SiteProcess]

    @property
    def units(self) -> UnitsOfWork:
        return self.app.extensions["units_of_work"]

    def begin(self, writers: int = 2) -> Writing:
        """A roadmap of its own, with one text."""
        with self.units.change() as session:
            coordinator = a_coordinator(session)
            area = an_area(session)
            roadmap = begin_roadmap(session, area, period_from=2021, period_to=2027, actor=coordinator, on=today())
            people = [a_person(session, f"Skribent {number}") for number in range(writers)]
            leader = a_person(session, "Lena Berg")
            for one in (*people, leader):
                a_membership(session, one, an_organisation(session, f"Bolaget {one.id}"))
                a_role(session, area, one, Role.PROCESS_LEADER if one is leader else Role.EDITOR)
            session.flush()
            facts = {"title": "Skogens väg", "text": TEXT}
            block = add_block(session, roadmap, "vision", facts, actor=coordinator, at=now())
        return Writing(area.slug, block, people, [self.visit(one) for one in people], self.visit(leader))

    def visit(self, person: Person) -> Visitor:
        return Visitor(*signed_in(self.app, person))

    def says(self, writing: Writing) -> str:
        """What the text says in the roadmap."""
        with self.units.database.reading() as session:
            block = current_block(session, writing.block)
            return str(block and block.content["text"])

    def page(self, visitor: Visitor, host: int = 0) -> Page:
        return Page(self.hosts[host].address, visitor)
