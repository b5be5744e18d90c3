"""Somebody without an account tells of a need; it becomes part of a candidate, and the candidate a goal with a link back."""

import pytest

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser

NEED, IDEA = "Ingen kör våra varor till butikerna", "Samlastning en gång i veckan"
CANDIDATE, REASONS = "Gemensam väg till butikerna", "Det är långt mellan butikerna, och flera kör halvtomt."


@pytest.mark.parametrize("way", WAYS)
def test_from_what_somebody_tells_to_a_goal_with_a_link_back(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    anyone, leader = visit(**way), visit(**way)

    anyone.open(f"/areas/{world.slug}")
    anyone.press("link", "Tell of a need, an idea or a strength")
    anyone.press("button", "Send in")
    anyone.sees("In one line", within=".error-summary")
    anyone.choose("A need: something that is missing, or stands in the way")
    anyone.write("In one line", NEED)
    anyone.write("Organisation, or who you are", "Ett mejeri i Krokom")
    anyone.pick("You belong to", "Business and business support")
    _looks_right(anyone)
    anyone.press("button", "Send in")
    anyone.sees("It has come in", within="main")
    follow = anyone.page.url
    _looks_right(anyone)

    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}/discovery")
    leader.press("link", "What has come in", within="main")
    leader.sees(NEED, within=".finding-waiting")
    _looks_right(leader)
    leader.press("button", f"Let everyone read it: {NEED}")
    leader.sees("It can be read by all now.")
    leader.press("link", "Take in what was told elsewhere")
    leader.choose("An idea: something that could be done")
    leader.write("In one line", IDEA)
    leader.press("button", "Take in")
    leader.sees("It has been taken in.")

    leader.open(f"/areas/{world.slug}/discovery/inbox")
    for title in (NEED, IDEA):
        leader.press_box(leader.page.get_by_role("checkbox", name=title))
    leader.press("button", "Go on with the chosen")
    leader.write("Name of the candidate", CANDIDATE)
    _looks_right(leader)
    leader.press("button", "Make the candidate")
    leader.sees("Being considered", within=".page-header")
    _looks_right(leader)

    leader.press("link", "Write down a decision")
    leader.choose("Prioritised. It is to become a goal or an activity of the roadmap.")
    leader.write("Why was it decided so?", REASONS)
    leader.write("Who has decided?", "Styrgruppen")
    leader.press("button", "Decide")
    leader.sees(REASONS, within=".callout")
    leader.press("link", "Write it as a goal")
    leader.sees(CANDIDATE, within=".callout")
    leader.press("button", "Save")
    leader.sees("Saved.")
    leader.press("link", CANDIDATE, within=".came-from", first=True)
    leader.sees(CANDIDATE, within=".candidate-outcomes")
    _looks_right(leader)

    anyone.open(follow)
    anyone.sees(REASONS, within="main")
    anyone.sees("Prioritised", within="main")
    _looks_right(anyone)


def _looks_right(visitor: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if visitor.javascript:
        visitor.page.wait_for_selector("html:not([aria-busy])")
        visitor.axe_finds_nothing()
