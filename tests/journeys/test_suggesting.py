"""An actor suggests with a source, another organisation supports it, the text changes meanwhile, the process leader accepts
in part from the desk, and the actor follows the letter to the text.
"""

import re

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas.models import Area, Role
from roadmaps.notifications.models import OutgoingMail
from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
WANTED = COURSE.replace("tre gånger", "fyra gånger").replace("i Ås", "i Ås och på nätet")
EDITED = COURSE.replace("hela kursen", "alla delar av kursen")


@pytest.mark.parametrize("way", WAYS)
def test_a_suggestion_from_the_first_word_to_the_letter(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    proposer, supporter = _two_actors(site, world)
    actor, leader = visit(**way), visit(**way)

    actor.sign_in(proposer)
    _suggests_with_a_source(actor, world)
    other = visit(width=820)
    other.sign_in(supporter)
    _supports_and_comments(other, world)
    site.edit_activity(world, world.editor, EDITED)
    leader.sign_in(world.leader)
    _accepts_in_part_from_the_desk(leader)
    actor.open(_link_in_the_letter(site, proposer))

    actor.sees(
        "fyra gånger om året i Ås. Deltagarna får ett intyg när de har gått alla delar av kursen.", within="main"
    )
    actor.open(f"/areas/{world.slug}/roadmap/history")
    actor.sees("Processledaren", within=".timeline-entry")


def _two_actors(site: Site, world: World) -> tuple[str, str]:
    """Somebody at Torsta, and somebody of another organisation."""
    with site.units.change() as session:
        area = session.scalars(select(Area).where(Area.slug == world.slug)).one()
        torsta = session.scalars(select(Organisation).where(Organisation.name == world.torsta)).one()
        people: list[Person] = []
        for name, organisation in (("Kim", torsta), ("Robin", an_organisation(session, f"LRF {world.slug}"))):
            person = a_person(session, name)
            a_membership(session, person, organisation)
            a_role(session, area, person, Role.ACTOR)
            people.append(person)
        session.flush()
        return people[0].email, people[1].email


def _suggests_with_a_source(actor: Visitor, world: World) -> None:
    actor.open(f"/areas/{world.slug}/roadmap")
    actor.press_it(actor.page.locator(f"#block-{world.activity} .block-suggest"))
    actor.write("How it is done", WANTED, within="main")
    actor.write("Why do you suggest it?", "Fler söker än vad som får plats.", within="main")
    actor.pick("Sort of source", "Own experience", within="main")
    actor.write("In words", "Våra väntelistor", within="main")
    actor.axe_finds_nothing()
    actor.press("button", "Send the suggestion")
    actor.sees("Waits for a decision", within="main")


def _supports_and_comments(other: Visitor, world: World) -> None:
    other.open(f"/areas/{world.slug}/suggestions")
    other.press("link", "Kurs i beredskap", within=".suggestion-list", exact=False)
    other.write("In a line", "Vi ser det också.", within="main")
    other.press("button", "We support it")
    other.sees("Vi ser det också.", within="#stances")
    other.write("Your answer", "Kan vi dela på lärarna?", within="main")
    other.press("button", "Answer", within="main")
    other.sees("Kan vi dela på lärarna?", within="main")


def _accepts_in_part_from_the_desk(leader: Visitor) -> None:
    leader.open("/desk")
    leader.axe_finds_nothing()
    leader.press("link", "Kurs i beredskap", within="main", exact=False, first=True)
    leader.sees("Kan vi dela på lärarna?", within="main")
    leader.unfold("Accept in part", within="main")
    leader.press_box(leader.page.locator("label.choice", has_text="fyra").get_by_role("checkbox"))
    leader.write("Why is the rest left out?", "Nätet prövas först.", within="main")
    leader.axe_finds_nothing()
    leader.press("button", "Accept what is chosen")
    leader.sees("It is in the roadmap now")


def _link_in_the_letter(site: Site, email: str) -> str:
    with site.units.database.reading() as session:
        letters = session.scalars(select(OutgoingMail).where(OutgoingMail.to == email)).all()
        [letter] = [one for one in letters if "Nätet prövas först." in one.text]
    return re.search(r"http\S+/blocks/\S+", letter.text)[0]
