"""An organisation is proposed to lead something, gets a letter, and answers by its link without signing in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.notifications.models import OutgoingMail
from roadmaps.responsibilities.rules import ask_for_leads
from roadmaps.revisions.changes import Place
from roadmaps.roadmap import rules
from roadmaps.roadmap.models import Roadmap
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_an_organisation_answers_by_the_link_in_its_letter(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    link = _propose_and_ask(site, world)
    reader = visit(**way)

    _is_shown_as(reader, world, "Proposed to lead")
    _looks_without_answering(reader, link)
    _says_too_little(reader)
    _says_yes(reader)
    _is_shown_as(reader, world, "Leads")
    _finds_the_answer_in_the_history(reader, world)


def _propose_and_ask(site: Site, world: World) -> str:
    """The link in the letter to somebody at Torsta."""
    with site.units.change() as session:
        torsta = session.scalars(select(Organisation).where(Organisation.name == world.torsta)).one()
        somebody = a_person(session, "Kim")
        somebody.language = "en"
        a_membership(session, somebody, torsta)
        editor = session.scalars(select(Person).where(Person.email == world.editor)).one()
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        rules.add_block(
            session,
            roadmap,
            "responsibility",
            {"organisation": str(torsta.id), "part": "leads"},
            place=Place(world.activity),
            actor=as_actor(session, editor, on=today()),
            at=now() - timedelta(hours=1),
        )
        email = somebody.email
    with site.units.change() as session:
        ask_for_leads(session, now())
    with site.units.change() as session:
        letter = session.scalars(select(OutgoingMail).where(OutgoingMail.to == email)).one()
        return re.search(r"http\S+/answers/\S+", letter.text)[0]


def _is_shown_as(reader: Visitor, world: World, words: str) -> None:
    reader.open(f"/areas/{world.slug}/responsibilities")
    reader.page.locator(".responsibility-part:visible", has_text=words).first.wait_for()


def _looks_without_answering(reader: Visitor, link: str) -> None:
    for _ in range(2):
        reader.open(link)
        reader.sees("Kurs i beredskap", within="main")
        reader.sees("You need no password", within="main")
    assert reader.page.get_by_role("radio", name="We lead").is_checked()


def _says_too_little(reader: Visitor) -> None:
    reader.choose("We need something first")
    reader.press("button", "Send the answer")
    reader.sees("Say in a line what stands in the way", within=".error-summary")


def _says_yes(reader: Visitor) -> None:
    reader.choose("We lead")
    reader.write("In a line", "Gärna, från hösten.", within="main")
    reader.press("button", "Send the answer")
    reader.sees("Thank you. This has been answered.", within="main")


def _finds_the_answer_in_the_history(reader: Visitor, world: World) -> None:
    reader.open(f"/areas/{world.slug}/roadmap")
    reader.sees("Gärna, från hösten.", within="main")
    reader.open(f"/areas/{world.slug}/roadmap/history")
    reader.sees(world.torsta, within=".timeline-entry")
