"""A process leader judges a criterion by what the binder has gathered, puts in what lies elsewhere, and hands it over."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories.files import a_pdf
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_the_binder_is_filled_judged_and_handed_over(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    leader, reader = visit(**way), visit(**way)

    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}/binder")
    leader.axe_finds_nothing()
    leader.press("link", "2. Somebody who is responsible")
    leader.sees("No version of the roadmap has been adopted or sent out for consultation.", within="main")
    leader.sees("The area has a process leader today.", within="main")
    leader.axe_finds_nothing()

    leader.press("link", "Put in evidence", within="main")
    leader.write("What is it?", "The assignment", within=".field:has(#field-title)")
    leader.write("Day", "2026-03-02", within=".field:has(#field-dated_on)")
    leader.write("What it shows", "Who is to lead the work.", within=".field:has(#field-shows)")
    leader.page.locator("#field-file").set_input_files(
        {"name": "uppdrag.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    leader.axe_finds_nothing()
    leader.press("button", "Put in")
    leader.sees("Who is to lead the work.", within="main")

    leader.press("link", "Judge", within="main")
    leader.choose("Partly fulfilled", within="main")
    leader.write("Why", "Somebody leads, but nothing is adopted.", within=".field:has(#field-words)")
    leader.axe_finds_nothing()
    leader.press("button", "Judge", within="main")
    leader.sees("Somebody leads, but nothing is adopted.", within="main")

    leader.press("link", "Binder", within=".breadcrumb")
    leader.press("link", "Freeze an edition", within="main")
    leader.write("Title", "Good governance this year", within=".field:has(#field-title)")
    leader.axe_finds_nothing()
    leader.press("button", "Freeze")
    leader.sees("Good governance this year", within="main h1")
    leader.axe_finds_nothing()

    reader.open(f"/areas/{world.slug}/binder")
    reader.press("link", "Good governance this year")
    reader.sees("Somebody leads, but nothing is adopted.", within="main")
    assert b"nothing is adopted" in ZipFile(BytesIO(_taken_home(reader, "Word"))).read("word/document.xml")
    package = ZipFile(BytesIO(_taken_home(reader, "Package (ZIP)")))
    assert any(name.endswith("01-uppdrag.pdf") for name in package.namelist())


def _taken_home(reader: Visitor, name: str) -> bytes:
    with reader.page.expect_download() as waiting:
        reader.press("link", name, within="main", exact=True)
    return waiting.value.path().read_bytes()
