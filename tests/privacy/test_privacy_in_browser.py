"""Somebody takes their data home and has it taken away, in a real browser: on a phone without JavaScript, and by two coordinators."""

import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from roadmaps.accounts.models import Person
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person, an_organisation

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
NAME = "Sigbritt Fjällman"


def somebody(site: Site) -> str:
    """Her address. She acts for an organisation, and no text names her but the one of the test."""
    with site.units.change() as session:
        person = a_person(session, NAME)
        a_membership(session, person, an_organisation(session, "Fjällmans skog"))
        return person.email


def another_coordinator(site: Site) -> str:
    """Somebody who confirms what the first has proposed."""
    with site.units.change() as session:
        return a_person(session, "Andra samordnaren", is_coordinator=True).email


def test_from_taking_it_home_to_a_name_that_tells_nothing(site: Site, visit: Visit) -> None:
    world: World = site.make_world()
    email, second = somebody(site), another_coordinator(site)
    site.edit_activity(world, world.editor, f"Kursen leds av {NAME}.")
    her = visit(width=390, javascript=False)
    her.sign_in(email)
    her.open("/me")
    her.press("link", "Take home what is kept about you, have it corrected or taken away")
    her.axe_finds_nothing()
    with her.page.expect_download() as download:
        her.page.get_by_role("button", name="Download my data").click()
    with zipfile.ZipFile(download.value.path()) as package:
        assert email in package.read("index.html").decode()
        assert sorted(package.namelist()) == ["index.html", "my-data.json", "style.css"]
    her.press("link", "Ask for it")
    her.page.get_by_role("button", name="Ask for it").click()
    her.sees("It is under way")

    first = visit()
    first.sign_in(world.coordinator)
    first.open("/administration/privacy/erasures")
    first.press("link", NAME)
    first.axe_finds_nothing()
    first.sees("Tidigare företrädare för Fjällmans skog")
    first.page.get_by_label("Put the new words in its place").first.check()
    first.press("button", "Keep these choices")
    first.sees("That is kept.")
    for one in first.page.get_by_label("Put the new words in its place").all():
        one.check()
    first.press("button", "Keep these choices")
    first.sees("That is kept.")
    first.press("button", "Propose it")
    first.sees("Another coordinator confirms it.")
    expect(first.page.get_by_role("button", name="Take the data away for good")).to_have_count(0)
    confirming = visit()
    confirming.sign_in(second)
    confirming.open(first.page.url.removeprefix(site.address))
    confirming.press("button", "Take the data away for good")
    confirming.sees("It is done.")

    her.open("/me/data")
    expect(her.page).to_have_url(f"{site.address}/sign-in?next=/me/data")
    confirming.open(f"/areas/{world.slug}/roadmap")
    confirming.sees("Kursen leds av Tidigare företrädare för Fjällmans skog.")
    confirming.does_not_see(NAME)
    with site.units.database.reading() as session:
        assert session.query(Person).filter_by(email=email).first() is None
