"""Four people in one paragraph at the same time, two on the page that looks like the result and two in Markdown."""

import pytest
from playwright.sync_api import expect

from roadmaps.revisions.states import current_block
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
FIELD = "How it is done"
BEGINNING = "Ett två tre fyra."
# Where each begins, counted from the beginning of the paragraph, and whether in Markdown.
PLACES = ((0, False), (3, True), (11, False), (17, True))
WORDS = 16
NAMES = "abcd"


def test_four_who_type_in_one_paragraph_lose_no_letter(site: Site, visit: Visit) -> None:
    world = site.make_world()
    site.edit_activity(world, world.editor, BEGINNING)
    people = [visit() for _ in PLACES]
    emails = (world.leader, world.editor, world.leader, world.editor)
    for visitor, email, (place, in_markdown) in zip(people, emails, PLACES, strict=True):
        visitor.sign_in(email)
        visitor.open(f"/blocks/{world.activity}/edit")
        _goes_to(visitor, place, in_markdown=in_markdown)

    said = ["".join(f"{name}{number:02}" for number in range(WORDS)) for name in NAMES]
    for letters in zip(*said, strict=True):
        for visitor, letter in zip(people, letters, strict=True):
            visitor.page.keyboard.type(letter)

    everything = f"{said[0]}Ett{said[1]} två tre{said[2]} fyra.{said[3]}"
    for visitor in people:
        expect(visitor.page.locator("textarea[name=text]")).to_have_value(everything, timeout=15_000)
        expect(visitor.page.locator(".live-status[data-state=saved]")).to_be_visible()
    people[0].press("button", "Save", within="main")
    people[0].sees("Saved.")
    with site.units.database.reading() as session:
        block = current_block(session, world.activity)
        assert block is not None
        assert block.content["text"] == everything


def _goes_to(visitor: Visitor, place: int, *, in_markdown: bool) -> None:
    expect(visitor.page.locator(".live-status[data-state=saved]")).to_be_visible(timeout=15_000)
    visitor.begin_writing(FIELD)
    if in_markdown:
        visitor.page.keyboard.press("Control+Shift+M")
        expect(visitor.page.locator("textarea[name=text]")).to_be_focused()
    visitor.page.keyboard.press("Control+Home")
    for _ in range(place):
        visitor.page.keyboard.press("ArrowRight")
