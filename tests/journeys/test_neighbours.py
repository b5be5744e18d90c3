"""A leader mirrors a neighbour's roadmap, puts it beside ours, ties an activity, and shares ours by a link."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browser.playing import served
from tests.browser.site import Site, World
from tests.factories.areas import as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The neighbour's installation."""
    with served(tmp_path_factory.mktemp("elsewhere")) as site:
        yield site


def adopt(site: Site, world: World, title: str) -> None:
    """The neighbour adopts its roadmap as it stands."""
    with site.units.change() as session:
        person = session.scalars(select(Person).where(Person.email == world.coordinator)).one()
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).one()
        facts = {"title": title, "decision_body": "Nämnden", "decided_on": today()}
        actor = as_actor(session, person, on=today())
        freeze(session, roadmap, kind=SnapshotKind.ADOPTED, **facts, actor=actor, at=now())  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS)
def test_roadmaps_of_two_regions_meet(site: Site, elsewhere: Site, visit: Visit, way: dict[str, object]) -> None:
    world, theirs = site.make_world(), elsewhere.make_world()
    adopt(elsewhere, theirs, "Färdplan 2026")
    leader = visit(**way)
    leader.sign_in(world.leader)

    leader.open(f"/areas/{world.slug}/neighbours")
    leader.press("link", "Mirror a roadmap", within="main", first=True)
    leader.write("Neighbour", "Region Västernorrland", within="main")
    leader.write("Address", f"{elsewhere.address}/areas/{theirs.slug}", within="main")
    leader.press("button", "Mirror it", within="main")
    leader.sees("The roadmap is mirrored here now.")
    leader.sees("the same as the neighbour tells")
    leader.axe_finds_nothing()

    leader.press("link", f"Beside {world.area}", within="main")
    leader.sees("May be about the same")
    leader.sees("Words in common:")
    leader.axe_finds_nothing()
    leader.press("link", "Tie the two: Kurs i beredskap, Kurs i beredskap", within="main")
    leader.choose("Cooperates with", within="main")
    leader.write("In what way", "Vi håller kursen tillsammans.", within="main")
    leader.press("button", "Tie them", within="main")
    leader.sees("The two are tied.")
    leader.open(f"/areas/{world.slug}/roadmap")
    leader.sees("Vi håller kursen tillsammans.", within=f"#block-{world.activity}")
    leader.axe_finds_nothing()

    elsewhere.edit_activity(theirs, theirs.coordinator, "Kursen hålls på nätet.")
    adopt(elsewhere, theirs, "Färdplan 2027")
    leader.open(f"/areas/{world.slug}/neighbours")
    leader.axe_finds_nothing()
    leader.press("link", theirs.area, within=".mirrors")
    leader.press("button", "Look for news now", within="main")
    leader.sees("There is a newer version.")
    leader.press("button", "Fetch the newest version", within="main")
    leader.sees("The newer version is here.")
    leader.press("link", "2 with 1", within="main")
    leader.sees("Kursen hålls på nätet.")
    leader.axe_finds_nothing()


@pytest.mark.parametrize("way", WAYS)
def test_a_partner_reads_the_roadmap_by_a_link_until_it_is_revoked(
    site: Site, visit: Visit, way: dict[str, object]
) -> None:
    world = site.make_world()
    leader = visit(**way)
    leader.sign_in(world.leader)

    leader.open(f"/areas/{world.slug}/neighbours")
    leader.press("link", "Make a link for a partner", within="main")
    leader.write("For whom", "Region Gävleborg", within="main")
    leader.choose("The working version, as it is each day", within="main")
    leader.write("Last day", (today() + timedelta(days=30)).isoformat(), within="main")
    leader.axe_finds_nothing()
    leader.press("button", "Make the link", within="main")
    leader.sees("Here is the link")
    leader.axe_finds_nothing()
    address = leader.page.locator("#new-link code").inner_text()

    partner = visit(**way)
    partner.open(address)
    partner.sees("Kurs i beredskap", within="main")
    partner.axe_finds_nothing()
    leader.open(f"/areas/{world.slug}/neighbours")
    leader.does_not_see("Here is the link")
    leader.press("link", "Followed 1 time", within="main")
    leader.sees("How often it was followed", within="main")
    leader.axe_finds_nothing()
    leader.press("button", "Revoke: Region Gävleborg", within="main")
    leader.sees("The link is revoked.")

    partner.open(address)
    partner.sees("This link shows nothing any more.")
