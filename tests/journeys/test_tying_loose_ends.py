"""A coordinator tells what the strategy says; an editor ties two loose ends, and sees the list shrink and the line hold."""

import re

import pytest

from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_an_editor_ties_loose_ends_until_the_line_holds(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    part = f"Utveckling i {world.area}"
    coordinator, editor = visit(**way), visit(**way)

    coordinator.sign_in(world.coordinator)
    _tells_what_the_strategy_says(coordinator, part)
    editor.sign_in(world.editor)
    before = _ends(editor, world)
    _chooses_a_level(editor, world)
    _says_what_the_goal_serves(editor, world, part)

    assert _ends(editor, world) == before - 2
    editor.open(f"/areas/{world.slug}/line")
    editor.sees("Företag klarar avbrott", within="#strategy")
    editor.sees(part, within="#goals")
    editor.axe_finds_nothing()


def _tells_what_the_strategy_says(coordinator: Visitor, part: str) -> None:
    coordinator.open("/strategy")
    coordinator.press("link", "Add a part of the strategy")
    coordinator.write("In one line", part, within="main")
    coordinator.press("button", "Save")
    coordinator.sees(part, within="main")


def _chooses_a_level(editor: Visitor, world: World) -> None:
    editor.open(f"/areas/{world.slug}/loose-ends")
    _mend(editor, "Choose a level")
    editor.choose("Base")
    editor.press("button", "Save")
    editor.sees("Saved.")


def _says_what_the_goal_serves(editor: Visitor, world: World, part: str) -> None:
    editor.open(f"/areas/{world.slug}/loose-ends")
    _mend(editor, "Say what it serves")
    fold = editor.page.locator("details.choice-group:not([open])", has_text="Priority")
    if fold.count():
        editor.press_it(fold.locator("summary"))
    editor.press_box(editor.page.get_by_role("checkbox", name=part, exact=True))
    editor.press("button", "Save")
    editor.sees("Saved.")


def _mend(editor: Visitor, words: str) -> None:
    editor.press_it(editor.page.locator(".loose-ends").get_by_role("link", name=words))


def _ends(editor: Visitor, world: World) -> int:
    """How many ends the document says hang loose."""
    editor.open(f"/areas/{world.slug}/roadmap")
    told = re.search(r"\d+", editor.page.locator(".loose-line").inner_text())
    assert told is not None
    return int(told.group())
