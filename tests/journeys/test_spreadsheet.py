"""Somebody fetches the spreadsheet, works in it, sends it back, settles what others wrote meanwhile, and imports it."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories.spreadsheets import added, edited, put
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_a_spreadsheet_is_fetched_worked_in_sent_back_and_imported(
    site: Site, visit: Visit, way: dict[str, object]
) -> None:
    world = site.make_world()
    writer = visit(**way)
    writer.sign_in(world.editor)
    writer.open(f"/areas/{world.slug}/activities")
    writer.press("link", "Spreadsheet")
    _looks_right(writer)
    fetched = _fetch(writer)

    _send(writer, edited(fetched, lambda book: put(book, "activity", 1, start="next year")))
    writer.sees("1 row that cannot be used", within="main")
    writer.sees("a quarter (2026-Q4)", within=".spreadsheet-bad")
    assert writer.page.get_by_role("button", name="Import").count() == 0
    _looks_right(writer)

    writer.press("link", "Send another file")
    site.edit_activity(world, world.leader, "Kursen hålls på distans.", title="Kurs på distans", output="Intyg")
    _send(writer, edited(fetched, _work))
    writer.sees("1 row at odds with what others wrote", within="main")
    writer.sees("1 new row", within="main")
    writer.sees("Fler gårdar har reservkraft", within="main")
    writer.page.reload()
    writer.press("button", "Import")

    writer.sees("Choose for", within=".error-summary")
    _looks_right(writer)
    writer.choose("What your file says", within="main")
    writer.write("What is it about, in one line?", "Efter mötet", within="main")
    writer.press("button", "Import")

    writer.sees("The spreadsheet is in its place. New: 1. Changed: 1.")
    writer.sees("Efter mötet", within="main")
    writer.open(f"/areas/{world.slug}/roadmap")
    writer.sees("Kurs i beredskap för alla", within="main")
    writer.sees("Kursen hålls på distans.", within="main")
    writer.sees("Fler gårdar har reservkraft", within="main")


def _work(book: Workbook) -> None:
    put(book, "activity", 1, title="Kurs i beredskap för alla", end=2028)
    added(book, "goal", title="Fler gårdar har reservkraft", horizon=2030)


def _fetch(writer: Visitor) -> bytes:
    with writer.page.expect_download() as waiting:
        writer.press("link", "Everything as one workbook (.xlsx)")
    return Path(waiting.value.path()).read_bytes()


def _send(writer: Visitor, data: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    writer.page.set_input_files("[name=file]", {"name": "plan.xlsx", "mimeType": kind, "buffer": data})
    writer.press("button", "Look at what it would do")


def _looks_right(writer: Visitor) -> None:
    """Asked by a script, so only where there are scripts."""
    if writer.javascript:
        writer.page.wait_for_selector("html:not([aria-busy])")
        writer.axe_finds_nothing()
