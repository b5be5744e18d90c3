"""An editor sees that a goal stands in the way of something, writes it down, and finds it from both ends."""

import pytest

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
TITLE = "Fler kurser mot tid för gården"


@pytest.mark.parametrize("way", WAYS)
def test_a_conflict_is_registered_from_a_goal(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world, other = site.make_world(), site.make_world()
    editor = visit(**way)
    editor.sign_in(world.editor)

    editor.open(f"/areas/{world.slug}/roadmap")
    goal = f"#{editor.page.locator('#goals article', has_text='Företag klarar avbrott').first.get_attribute('id')}"
    editor.unfold("More", within=f"{goal} > .block-actions")
    editor.press("link", "Register a goal conflict", within=goal)
    assert editor.page.get_by_role("checkbox", name="Företag klarar avbrott").first.is_checked()
    editor.write("The conflict in one line", TITLE, within="main")
    if editor.page.locator(".choice-group[open]", has_text=other.area).count() == 0:
        editor.unfold(other.area, within="main")
    group = editor.page.locator(".choice-group", has_text=other.area)
    editor.press_box(group.get_by_role("checkbox", name="Företag klarar avbrott"))
    editor.write("Next review", "2025-Q1", within="main")
    _looks_right(editor)
    editor.press("button", "Save")
    editor.sees("Stands against", within=goal)
    editor.sees("the review is overdue", within=goal)

    editor.open(f"/areas/{other.slug}/conflicts")
    editor.sees(TITLE, within=".conflict")
    _looks_right(editor)
    editor.press("link", "Show as a table", within="main")
    editor.sees(TITLE, within="table")
    editor.unfold("Choose what to show", within="main")
    _looks_right(editor)
    editor.open(f"/areas/{other.slug}/roadmap")
    editor.sees("Stands against", within="#goals")
    _looks_right(editor)


def _looks_right(editor: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if editor.javascript:
        editor.axe_finds_nothing()
