"""An editor translates a roadmap beside the Swedish; a partner reads it; the text changes, and the translation catches up."""

import pytest

from tests.browser.site import COURSE, Site
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
ENGLISH = "The course is held three times a year in Ås."


@pytest.mark.parametrize("way", WAYS)
def test_a_roadmap_is_translated_and_kept_up_with(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    editor, partner = visit(**way), visit(**way)
    editor.sign_in(world.editor)
    activity = f"#translation-{world.activity}"

    editor.open(f"/areas/{world.slug}/roadmap")
    editor.press("link", "Translate", within=".document")
    editor.sees("0 of 3 texts translated")
    _looks_right(editor)
    editor.write("The activity in one line – English", "A course in preparedness", within=activity)
    _write_longer(editor, activity, ENGLISH)
    editor.press("button", "Save", within=activity)
    if editor.javascript:
        editor.sees("Saved.", within=activity)
    else:
        editor.sees("Saved.")

    partner.open(f"/areas/{world.slug}/roadmap")
    block = f"#block-{world.activity}"
    partner.sees("A course in preparedness", within=block)
    partner.sees(ENGLISH, within=block)
    partner.sees("2 of 3 texts are translated.")
    partner.does_not_see("The translation is older", within=block)
    _looks_right(partner)

    site.edit_activity(world, world.leader, COURSE.replace("tre gånger", "fyra gånger"))
    partner.open(f"/areas/{world.slug}/roadmap")
    partner.sees("The translation is older than the text in Swedish.", within=block)
    partner.press("link", "Read the Swedish", within=block)
    partner.sees("fyra gånger om året", within=block)
    _looks_right(partner)

    editor.open(f"/areas/{world.slug}/translation?in=en")
    editor.press("link", "Older than the Swedish", within=".process-page", exact=False)
    editor.sees("The Swedish has changed since it was translated:", within=activity)
    editor.sees("fyra", within=f"{activity} ins")
    _looks_right(editor)
    editor.press_box(editor.page.locator(activity).get_by_role("checkbox", name="It is right as it is"))
    editor.press("button", "Save", within=activity)
    if not editor.javascript:
        editor.sees("No translation is older than the Swedish.")
    else:
        editor.sees("Saved.", within=activity)
        editor.does_not_see("The Swedish has changed", within=activity)

    editor.open(f"/blocks/{world.activity}/translation?in=en")
    editor.sees("Found to hold still")
    _looks_right(editor)


def _write_longer(editor: Visitor, within: str, text: str) -> None:
    """The field for longer texts: a page to write on where there are scripts."""
    if not editor.javascript:
        editor.write("How it is done – English", text, within=within)
        return
    editor.begin_writing("How it is done – English", within=within)
    editor.page.keyboard.type(text)


def _looks_right(visitor: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if visitor.javascript:
        visitor.axe_finds_nothing()
