"""An editor adds a goal and an activity, gives it a leader, moves it, removes it and regrets it."""

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_an_editor_adds_moves_removes_and_undoes(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    editor = visit(**way)

    editor.sign_in(world.editor)
    _adds_a_goal(editor, world)
    _adds_an_activity_to_it(editor, world)
    _says_who_leads(editor, world)
    _moves_the_goal_up(editor, world)
    _removes_the_activity_and_regrets(editor, world)


def _adds_a_goal(editor: Visitor, world: World) -> None:
    editor.open(f"/areas/{world.slug}/roadmap")
    editor.press("link", "Add: goal", within="#goals")
    editor.write("The goal in one line", "Dubbelt så många förädlar i länet", within="main")
    editor.choose("Transformative goal")
    editor.write("Horizon", "tjugotrettio", within="main")
    editor.press("button", "Save")
    editor.sees("Horizon", within=".error-summary")
    editor.write("Horizon", "2030", within="main")
    editor.press("button", "Save")
    editor.sees("Dubbelt så många förädlar i länet", within="#goals")
    editor.sees("Transformative goal", within="#goals")


def _adds_an_activity_to_it(editor: Visitor, world: World) -> None:
    goal = _block(editor, "Dubbelt så många förädlar i länet")
    _more(editor, goal)
    editor.press("link", "Add an activity to the goal", within=goal)
    editor.write("The activity in one line", "Gemensam lokal i Krokom", within="main")
    editor.write("Starts", "2027-Q1", within="main")
    editor.press("button", "Save")
    editor.sees("from quarter 1 2027", within=goal)


def _says_who_leads(editor: Visitor, world: World) -> None:
    activity = _block(editor, "Gemensam lokal i Krokom")
    _more(editor, activity)
    editor.press("link", "Add an organisation", within=activity)
    editor.pick("Organisation", world.torsta, within="main")
    editor.choose("Leads")
    editor.press("button", "Save")
    editor.sees(world.torsta, within=activity)
    editor.sees("Leads", within="#responsibilities")


def _moves_the_goal_up(editor: Visitor, world: World) -> None:
    goal = _block(editor, "Dubbelt så många förädlar i länet")
    _more(editor, goal)
    editor.press("button", "Move up", within=f"{goal} > .block-actions")
    first = editor.page.locator("#goals .block[data-kind=goal] > .block-header .block-title").first
    expect(first).to_have_text("Dubbelt så många förädlar i länet")


def _removes_the_activity_and_regrets(editor: Visitor, world: World) -> None:
    activity = _block(editor, "Gemensam lokal i Krokom")
    _more(editor, activity)
    editor.press("link", "Remove", within=activity)
    editor.sees(world.torsta)
    editor.press("button", "Remove", within="main")
    editor.sees("It has been removed")
    editor.does_not_see("Gemensam lokal i Krokom", within=".document")
    editor.press("button", "Undo")
    editor.sees("It is undone.")
    editor.sees(world.torsta, within=activity)


def _block(editor: Visitor, title: str) -> str:
    """Where the block with the title is."""
    found = editor.page.locator(".block", has=editor.page.get_by_role("link", name=title, exact=True)).last
    return f"#{found.get_attribute('id')}"


def _more(editor: Visitor, block: str) -> None:
    editor.page.locator(f"{block} > .block-header").hover()
    editor.unfold("More", within=f"{block} > .block-actions")
