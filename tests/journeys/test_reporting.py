"""A process leader drafts the follow-up of the year from the records, chooses, moves and writes, an editor comments, and a
reader without an account reads what was finished.
"""

import pytest

from tests.browser.site import Site
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
DRAWN = "“Kurs i beredskap”, quarter 4 2026."


@pytest.mark.parametrize("way", WAYS)
def test_a_report_from_the_records_to_its_readers(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    leader, editor, reader = visit(**way), visit(**way), visit(**way)

    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}")
    leader.press("link", "Begin a report", within="main")
    leader.write("From", "2026-01-01", within=".field:has(#field-from_on)")
    leader.write("Until", "2026-12-31", within=".field:has(#field-until_on)")
    leader.axe_finds_nothing()
    leader.press("button", "Draft the report")
    leader.sees("Added: “Kurs i beredskap” (activity).", within="main")
    leader.axe_finds_nothing()
    address = leader.page.url.removeprefix(site.address)

    leader.press("link", "Write the frame", within="main")
    leader.write("To", "Regionala utvecklingsnämnden", within=".field:has(#field-to)")
    leader.press("button", "Save")
    leader.sees("Regionala utvecklingsnämnden", within="main")
    changes = leader.page.locator(
        "section", has=leader.page.get_by_role("heading", name="Goals and activities", exact=False)
    )
    leader.press_box(changes.get_by_role("checkbox").first)
    with leader.page.expect_response(lambda answer: "/arrangement" in answer.url):
        leader.press_it(changes.get_by_role("button", name="Keep what is ticked"))
    leader.open(address)
    assert not changes.get_by_role("checkbox").first.is_checked()
    conflicts = leader.page.locator(
        "section.follow-up-chapter", has=leader.page.get_by_role("heading", name="Goal conflicts")
    )
    leader.press_it(conflicts.get_by_role("link", name="Write analysis"))
    leader.write("Analysis", "Inga nya konflikter under *året*.", within="main")
    leader.press("button", "Save")
    leader.sees("Inga nya konflikter under året.", within="main")

    editor.sign_in(world.editor)
    editor.open(address)
    comments = editor.page.locator("details.fold").first
    editor.press_it(comments.locator("summary"))
    editor.press_it(comments.get_by_role("link", name="Write a comment"))
    editor.write("Comment", "Kursen borde stå först.", within=".field:has(#field-text)")
    editor.press("button", "Save")
    editor.unfold("1 comment", within="main")
    editor.sees("Kursen borde stå först.", within="main")
    leader.open(address)
    leader.unfold("1 comment", within="main")
    leader.sees("Kursen borde stå först.", within="main")

    reader.open(address)
    reader.does_not_see("Regionala utvecklingsnämnden")
    leader.unfold("Finish", within="main")
    leader.press("button", "Finish the report")
    leader.sees("The report is finished.")
    reader.open(address)
    reader.sees("Inga nya konflikter under året.", within="main")
    reader.does_not_see("Kursen borde stå först.")
    reader.axe_finds_nothing()
