"""A process leader adds a call, sees which activity fits it and why, and assesses an application to take home as Word."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
CALL = "Innovation i hela länet"


@pytest.mark.parametrize("way", WAYS)
def test_a_call_is_matched_and_an_application_assessed(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    site.edit_activity(
        world, world.editor, COURSE, funding_state="unfunded", funding="Söks i ERUF 1:4", level="breadth"
    )
    leader = visit(**way)
    leader.sign_in(world.leader)

    _adds_a_call(leader, world)
    _sees_what_fits_and_why(leader)
    _says_what_the_own_organisation_wants(leader)
    _assesses_an_application(leader)
    _finds_the_call_under_the_activity(leader, world)


def _adds_a_call(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/calls")
    leader.sees("No calls yet")
    leader.press("link", "Add a call", within=".plan-header")
    leader.press("button", "Save the call")
    leader.sees("Write something here.", within=".error-summary")
    leader.write("The call in one line", CALL, within="main")
    leader.write("Who pays", "ERUF", within="main")
    leader.write("Measure", "ERUF 1:4", within="main")
    leader.write("Closes", "2031-12-15", within="main")
    leader.axe_finds_nothing()
    leader.press("button", "Save the call")


def _sees_what_fits_and_why(leader: Visitor) -> None:
    leader.sees("Kurs i beredskap", within=".call-fit")
    leader.sees("Its own note on funding names it: “Söks i ERUF 1:4”.", within=".call-fit")
    leader.sees("No organisation leads it or takes part in it yet.", within=".call-fit")
    leader.axe_finds_nothing()


def _says_what_the_own_organisation_wants(leader: Visitor) -> None:
    leader.press("link", "Say what your organisation wants", within="main", first=True)
    leader.choose("We want to apply, and seek partners")
    leader.write("In a few words", "Vi söker ett lärosäte.", within="main")
    leader.press("button", "Let it be known")
    leader.sees("Vi söker ett lärosäte.", within=".call-wanted")


def _assesses_an_application(leader: Visitor) -> None:
    leader.press("link", "Assess an application: Kurs i beredskap", within="main", exact=False)
    leader.write("The application", "Kurser i hela länet", within="main")
    leader.write("Or somebody who is not here", "Kursbolaget", within="main")
    leader.axe_finds_nothing()
    leader.press("button", "Draw the sheet")
    leader.sees("Not adopted", within=".call-told")
    leader.sees("Företag klarar avbrott", within=".call-told")
    leader.press("link", "Write the judgement")
    leader.choose("The application fits the roadmap")
    leader.write("Judgement", "Den behövs.", within="main")
    leader.press("button", "Save")
    leader.sees("Den behövs.", within=".call-judgement")
    leader.unfold("Finish", within=".plan-header")
    leader.press("button", "Finish the sheet")
    leader.sees("Finished", within=".plan-header")
    leader.axe_finds_nothing()
    assert "Den behövs." in _words_of(leader)


def _finds_the_call_under_the_activity(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/roadmap")
    leader.sees(CALL, within=".block-calls")
    leader.axe_finds_nothing()


def _words_of(leader: Visitor) -> str:
    """What stands in the Word file of the sheet."""
    with leader.page.expect_download() as waiting:
        leader.press("link", "Word", within="main")
    content = Path(waiting.value.path()).read_bytes()
    with ZipFile(io.BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
