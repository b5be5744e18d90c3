"""Somebody of an organisation sends a file with a fault in it, mends it, sees what it would do, and confirms."""

import pytest

from roadmaps.foundation.clock import today
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.journeys.test_readings import an_indicator
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
WAYS = [
    pytest.param({"width": 1440}, id="at-a-desk"),
    pytest.param({"width": 390}, id="on-a-phone"),
    pytest.param({"width": 820, "javascript": False}, id="without-javascript"),
]
TITLE = "Gårdar med reservkraft"


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_mended_looked_at_and_confirmed(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    indicator, email = an_indicator(site, world)
    year = today().year - 1
    reader = visit(**way)
    reader.sign_in(email)

    reader.open(f"/areas/{world.slug}/indicators")
    reader.press("link", "Readings from a file")
    _looks_right(reader)
    _send(reader, f"{TITLE};{year};;48,5", f"{TITLE};{year};Sundsvall;7")

    reader.sees("1 row that cannot be used", within="main")
    reader.sees("This is none of the county's municipalities: Sundsvall.", within="main")
    reader.sees("All rows go in, or none.", within="main")
    assert reader.page.get_by_role("button", name="Write the readings").count() == 0
    _looks_right(reader)

    reader.press("link", "Send another file")
    _send(reader, f"{TITLE};{year};;48,5", f"{TITLE};{year};Åre;7")
    reader.sees("2 new readings", within="main")
    reader.sees("48,5 gårdar", within=".import-rows")
    reader.page.reload()
    _looks_right(reader)
    reader.press("button", "Write the readings")
    reader.sees("The file is in its place. New readings: 2. Corrected: 0.")

    reader.open(f"/areas/{world.slug}/readings/import")
    _send(reader, f"{TITLE};{year};;50", f"{TITLE};{year};Åre;7")
    reader.sees("1 correction", within="main")
    reader.press("button", "Write the readings")
    reader.sees("Say why, so that everyone can understand it.", within=".error-summary")
    _looks_right(reader)
    reader.write("Why are readings corrected?", "Tre svar kom sent.", within="main")
    reader.press("button", "Write the readings")

    reader.sees("New readings: 0. Corrected: 1.")
    reader.open(f"/indicators/{indicator}")
    reader.sees("Was 48,5 before.", within=".indicator-earlier")
    reader.sees("Tre svar kom sent.", within=".indicator-earlier")


def _send(reader: Visitor, *rows: str) -> None:
    data = "\n".join(["Indikator;Period;Kommun;Värde", *rows]).encode()
    reader.page.set_input_files("[name=file]", {"name": "värden.csv", "mimeType": "text/csv", "buffer": data})
    reader.press("button", "Look at what it would do")


def _looks_right(reader: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if reader.javascript:
        reader.axe_finds_nothing()
