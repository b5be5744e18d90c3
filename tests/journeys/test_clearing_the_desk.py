"""A process leader comes back to thirty things that wait, and goes through all of them without touching the mouse."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from roadmaps.areas.models import Area
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block
from roadmaps.suggestions.models import ChangeAct, Suggestion, SuggestionState
from roadmaps.suggestions.rules import Wish, suggest
from tests.browser.site import Site, World
from tests.factories.accounts import a_person
from tests.factories.areas import as_actor
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
SUGGESTIONS, THREADS = 24, 6


def _let_things_wait(site: Site, world: World, suggestions: int = SUGGESTIONS, threads: int = THREADS) -> None:
    """By a coordinator who leads nothing here; each a day younger than the one before."""
    with site.units.change() as session:
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        author = as_actor(session, a_person(session, "Utomstående", is_coordinator=True), on=today())
        for number in range(threads):
            at = now() - timedelta(days=90 - number)
            open_thread(session, roadmap, body=f"Fråga {number}: hur mycket?", actor=author, at=at)
        for number in range(suggestions):
            goal = add_block(session, roadmap, "goal", {"title": f"Mål {number:02}"}, actor=author, at=now())
            wish = Wish(
                ChangeAct.EDIT, goal, based_on=roadmap.history.current, content={"title": f"Bättre {number:02}"}
            )
            at = now() - timedelta(days=60 - number)
            suggest(session, roadmap, [wish], motive="Tydligare så.", actor=author, at=at)


def _open_suggestions(site: Site, world: World) -> int:
    with site.units.database.reading() as session:
        waiting = (
            select(func.count())
            .select_from(Suggestion)
            .join(Roadmap, Roadmap.id == Suggestion.roadmap_id)
            .join(Area, Area.id == Roadmap.area_id)
            .where(Area.slug == world.slug, Suggestion.state == SuggestionState.OPEN)
        )
        return session.scalar(waiting) or 0


def test_thirty_points_are_settled_with_the_keyboard_alone(site: Site, visit: Visit) -> None:
    world = site.make_world()
    _let_things_wait(site, world)
    leader = visit(width=1440, keyboard=True)
    leader.sign_in(world.leader)
    leader.open("/desk")
    leader.axe_finds_nothing()
    keys, page = leader.page.keyboard, leader.page

    keys.press("j")
    keys.press("Enter")
    for number in range(THREADS):
        leader.sees(f"Fråga {number}")
        leader.sees(f"1 of {SUGGESTIONS + THREADS - number}")
        keys.press("a")
        keys.type("Tjugo procent.")
        keys.press("Tab")
        keys.press("Enter")
    for number in range(SUGGESTIONS):
        leader.sees(f"1 of {SUGGESTIONS - number}")
        keys.press("a")
        keys.press("Enter")
        expect(page.get_by_role("heading", level=1, name=f"Mål {number:02}", exact=True)).to_have_count(0)

    leader.sees("Your desk is clear")
    assert _open_suggestions(site, world) == 0
    leader.axe_finds_nothing()


def test_several_are_chosen_by_keys_and_accepted_in_one_press(site: Site, visit: Visit) -> None:
    world = site.make_world()
    _let_things_wait(site, world, suggestions=4, threads=0)
    leader = visit(width=1440, keyboard=True)
    leader.sign_in(world.leader)
    leader.open("/desk")

    for key in "jxjxjx":
        leader.page.keyboard.press(key)
    leader.unfold("Decide about suggestions")
    leader.press("button", "Accept the chosen suggestions")

    leader.sees("3 suggestions are accepted.")
    assert _open_suggestions(site, world) == 1


def test_keys_that_are_turned_off_do_nothing(site: Site, visit: Visit) -> None:
    world = site.make_world()
    _let_things_wait(site, world, suggestions=2, threads=0)
    leader = visit(width=1440)
    leader.sign_in(world.leader)
    leader.open("/desk")

    leader.page.get_by_label("Use single keys").uncheck()
    leader.page.reload()
    leader.page.locator("h1").click()
    leader.page.keyboard.press("j")

    assert leader.page.evaluate("document.activeElement.closest('.waiting') === null")
    expect(leader.page.get_by_label("Use single keys")).not_to_be_checked()


@pytest.mark.parametrize("way", [pytest.param({"width": 390}, id="on-a-phone"), pytest.param({"width": 820, "javascript": False}, id="without-javascript")])  # fmt: skip
def test_points_are_given_away_laid_aside_and_decided(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    _let_things_wait(site, world, suggestions=3, threads=0)
    leader = visit(**way)
    leader.sign_in(world.leader)
    leader.open("/desk")
    leader.axe_finds_nothing()
    leader.press("link", "Mål 00")
    leader.sees("What is suggested")
    leader.axe_finds_nothing()

    leader.unfold("Ask a colleague")
    leader.pick("Who takes care of it?", "Strategen")
    leader.press("button", "Ask them")
    leader.sees("Mål 01", within="h1")
    leader.unfold("Lay aside")
    leader.choose("Tomorrow")
    leader.press("button", "Lay aside")
    leader.sees("Mål 02", within="h1")
    leader.press("button", "Accept", within=".desk-acts")
    leader.sees("Mål 00", within="h1")
    leader.sees("Strategen takes care of it")
    leader.open("/desk?aside=yes")
    leader.sees("Mål 01", within="main")
