"""Those who lead an area tell where it stands in the six steps; everyone reads what was done and what comes next."""

from datetime import timedelta

import pytest

from roadmaps.foundation.clock import today
from tests.browser.site import Site
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_laps_and_steps_are_told_and_read(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    leader, reader = visit(**way), visit(**way)
    began, ahead = today() - timedelta(days=30), today() + timedelta(days=20)

    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}")
    leader.press("link", "Begin the first lap", within="main")
    leader.write("Name", "Towards 2028", within=".field:has(#field-title)")
    leader.write("Begins", began.isoformat(), within=".field:has(#field-began_on)")
    leader.write("Why", "The roadmap is adopted; now we look again.", within=".field:has(#field-reason)")
    leader.axe_finds_nothing()
    leader.press("button", "Begin the lap")
    leader.sees("Towards 2028", within="main h2")

    _tells(leader, "1. Analysis", "We have begun", began.isoformat(), "The needs are gathered.")
    _tells(leader, "2. Governance", "We have begun", today().isoformat(), "The group is put together.", ahead=ahead)
    _tells(leader, "1. Analysis", "We are finished", today().isoformat(), "Eight needs remain.")

    reader.open(f"/areas/{world.slug}/process")
    reader.sees("The group is put together.", within="main")
    reader.sees("An open meeting about who leads", within="main")
    reader.axe_finds_nothing()
    row = reader.page.locator("tr[data-step=analysis]")
    assert row.locator(".badge").inner_text().strip() == "Finished"
    reader.press_it(row.get_by_role("link").first)
    reader.sees("Eight needs remain.", within="main")
    reader.axe_finds_nothing()

    leader.open(f"/areas/{world.slug}/process/steps/analysis")
    leader.press("link", "Take back", within=".steps-told li:first-child", exact=False)
    leader.write("Why", "It was told too early.", within=".field:has(#field-reason)")
    leader.press("button", "Take back", within="main")
    leader.sees("It was told too early.", within="main")
    reader.open(f"/areas/{world.slug}")
    reader.sees("Under way", within=".steps-list")
    reader.axe_finds_nothing()


def _tells(leader, step: str, what: str, on: str, words: str, ahead=None) -> None:
    row = leader.page.locator("tr", has=leader.page.get_by_role("link", name=step, exact=True))
    leader.press_it(row.get_by_role("link", name="Tell", exact=False))
    leader.choose(what, within="main")
    leader.write("Day", on, within=".field:has(#field-told_on)")
    leader.write("In words", words, within=".field:has(#field-words)")
    if ahead:
        leader.write("What comes next", "An open meeting about who leads", within=".field:has(#field-next_step)")
        leader.write("Day of what comes next", ahead.isoformat(), within=".field:has(#field-next_on)")
    leader.axe_finds_nothing()
    leader.press("button", "Tell", within="main")
    leader.sees("Told. Everyone who reads about the process sees it.")
    leader.press("link", "Six steps", within="main")
