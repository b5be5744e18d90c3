"""Somebody who leads an area sends a paper, sees what becomes of each part, chooses otherwise, and brings it in."""

import pytest

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories.incoming import a_tidy_strategy, docx, p
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("way", WAYS)
def test_a_paper_is_sent_chosen_part_by_part_and_brought_in(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    leader = visit(**way)
    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}/roadmap/leading")
    leader.press("link", "Bring in a Word file, a Markdown file or data of this site")
    _looks_right(leader)

    _send(leader, docx(p("Hej"), {"word/vbaProject.bin": b"x"}), "makro.docm")
    leader.sees("The file holds macros", within=".field-error")
    _looks_right(leader)

    _send(leader, a_tidy_strategy(), "Strategi 2033.docx")
    leader.sees("Activities: 4", within="main")
    leader.sees("Serves the goal", within=".bringing-in-facts")
    leader.sees("kept in the text: Okända Bolaget", within=".bringing-in-parts")
    leader.sees("Numbers that were typed before headings", within="main")
    _looks_right(leader)

    leader.pick("Becomes: Nuläge", "Need", within="main")
    leader.pick("Becomes: Styrning och uppföljning", "Is left out", within="main")
    leader.press("button", "Look again")
    leader.sees("Needs and challenges: 4", within="main")
    leader.sees("Left out by choice (1)", within="main")
    leader.pick("Becomes: Inledning", "Milestone", within="main")
    leader.press("button", "Bring it in")
    leader.sees("Look once more at what would be written", within=".error-summary")
    leader.sees("A milestone lies under an activity", within=".bringing-in-parts")
    _looks_right(leader)

    leader.pick("Becomes: Inledning", "Background", within="main")
    leader.press("button", "Look again")
    leader.does_not_see("A milestone lies under an activity", within="main")
    leader.write("What is it about, in one line?", "Från förra programmet", within="main")
    leader.press("button", "Bring it in")

    leader.sees("The file is in its place. New blocks: ")
    leader.sees("Delat livsmedelslabb i Ås", within="main")
    leader.sees("quarter 3 2026", within="main")
    leader.open(f"/areas/{world.slug}/roadmap/history")
    leader.sees("Från förra programmet – Strategi 2033.docx", within="main")


def _send(leader: Visitor, data: bytes, name: str) -> None:
    leader.page.set_input_files("[name=file]", {"name": name, "mimeType": WORD, "buffer": data})
    leader.press("button", "Look at what becomes of it")


def _looks_right(leader: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if leader.javascript:
        leader.page.wait_for_selector("html:not([aria-busy])")
        leader.axe_finds_nothing()
