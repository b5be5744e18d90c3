"""An organisation without an account answers a consultation by the link in its letter: in general, about a section, with
another wording. The text moves on; the process leader follows it, publishes, and the organisation reads the replies.
"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.consultation.rules import holding, preparing
from roadmaps.foundation.clock import now, today
from roadmaps.notifications.models import OutgoingMail
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
WANTED = COURSE.replace("tre gånger", "fyra gånger")
EDITED = COURSE.replace("hela kursen", "alla delar av kursen")


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_from_the_letter_to_the_reply(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    consultation, email = _asks(site, world)
    reader, leader = visit(**way), visit(width=1440)

    _writes_in_general_and_about_a_section(reader, _link(site, email))
    _proposes_a_wording(reader)
    _sends(reader)
    site.edit_activity(world, world.editor, EDITED)
    leader.sign_in(world.leader)
    _replies_to_everything(leader, consultation)
    _closes_and_publishes(leader, consultation)
    reader.open(_link(site, email))

    reader.sees("Vi tar med det.", within="main")
    reader.sees("Followed", within="#replies ~ ol")
    reader.axe_finds_nothing()
    reader.open(f"/consultations/{consultation}/compilation")
    reader.sees("Tänk på de små företagen.", within="main")
    leader.open(f"/areas/{world.slug}/roadmap")
    leader.sees("fyra gånger om året i Ås. Deltagarna får ett intyg när de har gått alla delar", within="main")


def _asks(site: Site, world: World) -> tuple[str, str]:
    """The consultation, and the address of somebody at the organisation that is asked."""
    with site.units.change() as session:
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        leader = as_actor(
            session, session.scalars(select(Person).where(Person.email == world.leader)).one(), on=today()
        )
        kim = a_person(session, "Kim")
        kim.language = "en"
        krokom = an_organisation(session, f"Krokoms kommun {world.slug}")
        a_membership(session, kim, krokom)
        kind = SnapshotKind.CONSULTATION
        snapshot = freeze(session, roadmap, kind=kind, title="Remissversion", actor=leader, at=now())
        facts = preparing.Facts(
            "Remiss", "Vi vill veta.", today(), today() + timedelta(days=30), questions=["Vad saknas?"]
        )
        made = preparing.prepare(session, roadmap, snapshot, facts, actor=leader, at=now())
        preparing.invite(session, made, [preparing.Asked("", krokom.id)], actor=leader, at=now())
        holding.confirm(session, made, actor=leader, at=now())
        return str(made.id), kim.email


def _link(site: Site, email: str) -> str:
    """The one in the newest letter to the address."""
    with site.units.change() as session:
        newest = select(OutgoingMail.text).where(OutgoingMail.to == email).order_by(OutgoingMail.id.desc())
        found = re.search(r"http\S+(/answer/\S+)", session.scalars(newest).first() or "")
        assert found is not None
        return found[1]


def _writes_in_general_and_about_a_section(reader: Visitor, link: str) -> None:
    reader.open(link)
    reader.write("General statement", "Tänk på de små företagen.", within="main")
    reader.write("Vad saknas?", "Distanskurser.", within="main")
    reader.unfold("Goals and activities", within="main")
    reader.choose("We agree in part", within="#section-goals")
    reader.write("Why, or what is missing?", "Bra, men sällan.", within="#section-goals")
    reader.axe_finds_nothing()
    reader.press("button", "Save", within=".consultation-save")
    reader.sees("Last written by Kim", within="main")


def _proposes_a_wording(reader: Visitor) -> None:
    if not reader.page.locator("#section-goals .consultation-blocks").is_visible():
        reader.unfold("Propose another wording", within="#section-goals")
    reader.press("button", "Propose a wording of Kurs i beredskap", within="main", exact=False)
    reader.write("How it is done", WANTED, within="main")
    reader.write("Why do you suggest it?", "Fler söker än vad som får plats.", within="main")
    reader.press("button", "Keep it in our answer")
    reader.sees("You propose another wording of", within="main")


def _sends(reader: Visitor) -> None:
    reader.press("button", "Save, and look it through before sending", within=".consultation-save")
    reader.sees("fyra", within="main")
    reader.axe_finds_nothing()
    reader.press("button", "Send for", within="main", exact=False)
    reader.sees("The answer has come in", within="main")


def _replies_to_everything(leader: Visitor, consultation: str) -> None:
    for said in ("Tänk på de små företagen.", "Distanskurser.", "Bra, men sällan.", "Fler söker"):
        leader.open(f"/consultations/{consultation}/points?state=waiting")
        row = leader.page.locator(".point-row", has_text=said)
        leader.press_it(row.locator(".point-title a"))
        leader.page.get_by_role("radio", name="Followed", exact=True).check()
        leader.write("In words", "Vi tar med det.", within="main")
        leader.press("button", "Keep the reply", within="main")
        leader.sees("Vi tar med det.", within="main")


def _closes_and_publishes(leader: Visitor, consultation: str) -> None:
    leader.open(f"/consultations/{consultation}")
    leader.press("link", "Close the consultation", within="main")
    leader.press("button", "Close the consultation", within="main")
    leader.press("button", "Publish the replies and write to all who have answered", within="main")
    leader.sees("Compilation of answers", within="main")
