"""Somebody of an organisation follows the link in the letter, records a reading, sees how it stands, and corrects it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap import rules
from roadmaps.roadmap.models import Roadmap
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import a_coordinator
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


def an_indicator(site: Site, world: World) -> tuple[UUID, str]:
    """In the world's roadmap, from 40 to 60 with 50 last year; and the address of somebody who is to read it."""
    with site.units.change() as session:
        torsta = session.scalars(select(Organisation).where(Organisation.name == world.torsta)).one()
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).one()
        reader = a_person(session, "Tove Ström")
        a_membership(session, reader, torsta)
        content = {
            "title": "Gårdar med reservkraft",
            "unit": "gårdar",
            "baseline": "40",
            "baseline_year": today().year - 3,
            "target": "60",
            "target_year": today().year + 1,
            "frequency": "yearly",
            "responsible": str(torsta.id),
            "by_municipality": True,
        }
        indicator = rules.add_block(session, roadmap, "indicator", content, actor=a_coordinator(session), at=now())
        return indicator, reader.email


@pytest.mark.parametrize("way", WAYS)
def test_a_reading_is_recorded_and_corrected(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    indicator, email = an_indicator(site, world)
    last_year = str(today().year - 1)
    reader = visit(**way)
    reader.sign_in(email)

    reader.open(f"/indicators/{indicator}/readings/new")
    reader.write("Period", last_year, within="main")
    reader.write("Value", "mycket", within="main")
    reader.press("button", "Record the reading")
    reader.sees("Write a number, such as 12 or 12.5.", within="main")
    _looks_right(reader)
    reader.write("Value", "48,5", within="main")
    reader.write("Source", "Torstas enkät", within="main")
    reader.press("button", "Record the reading")

    reader.sees("The reading is in its place.")
    reader.sees("Behind", within=".page-header")
    reader.sees(f"By {last_year} the path would be at 50 gårdar.", within=".indicator-rule")
    reader.sees("Torstas enkät", within=".indicator-readings")
    reader.unfold("The rule for all indicators", within="main")
    _looks_right(reader)

    reader.press("link", "Correct", within=".indicator-readings", exact=False)
    reader.sees("Correct a reading", within=".page-header")
    reader.write("Value", "50", within="main")
    reader.write("Why is it corrected?", "Tre svar kom sent.", within="main")
    _looks_right(reader)
    reader.press("button", "Correct", within="main")
    reader.sees("On track", within=".page-header")
    reader.sees("Was 48,5 before.", within=".indicator-earlier")
    reader.sees("Tre svar kom sent.", within=".indicator-earlier")

    reader.open(f"/areas/{world.slug}/roadmap")
    reader.press("link", "Readings and chart", within=f"#block-{indicator}", exact=False)
    reader.sees("Gårdar med reservkraft", within="h1")
    reader.open(f"/areas/{world.slug}/indicators")
    reader.press("link", "On track", within=".indicator-counts", exact=False)
    reader.sees("Gårdar med reservkraft", within=".indicator-table")
    _looks_right(reader)
    reader.open("/me")
    reader.press("link", "The 1 indicator that we are responsible for", within="main")
    reader.sees("Gårdar med reservkraft", within="main")
    _looks_right(reader)


def _looks_right(reader: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if reader.javascript:
        reader.axe_finds_nothing()
