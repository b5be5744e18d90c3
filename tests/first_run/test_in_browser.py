"""The first minutes in a real browser: from the first page to the administration, by keyboard and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from roadmaps.first_run import rules
from roadmaps.foundation.clock import now
from tests.browser.playing import served
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
PASSWORD = "fyra björkar på udden"


@pytest.fixture(autouse=True)
def at() -> None:
    """Here the clock goes on: browsers have their own."""


@pytest.mark.parametrize(
    ("width", "javascript", "keyboard"),
    [
        pytest.param(1440, True, True, id="by keyboard"),
        pytest.param(390, False, False, id="on a phone without scripts"),
    ],
)
def test_whoever_has_the_code_sets_the_site_up(
    tmp_path: Path, chromium: Browser, width: int, javascript: bool, keyboard: bool
) -> None:
    with served(tmp_path) as site:
        with site.units.change() as session:
            code = rules.make_code(session, at=now())
        maja = Visitor(chromium, site.address, width, javascript, keyboard, "en")

        maja.open("/")
        maja.press("link", "Set the site up")
        maja.axe_finds_nothing()
        maja.write("Code", "7H2K-90QZ-M4TR-X8WE")
        maja.write("Your name", "Maja Sundin")
        maja.write("E-mail address", "maja@example.org")
        maja.choose("English")
        maja.write("New password", PASSWORD)
        maja.press("button", "Become coordinator")
        maja.sees("This code is not good, or not any more.", visible=False)
        maja.axe_finds_nothing()
        maja.write("Code", code.lower())
        maja.write("New password", PASSWORD)
        maja.press("button", "Become coordinator")

        maja.sees("The site is yours to fill.", visible=False)
        maja.axe_finds_nothing()
        maja.open("/setup")
        maja.sees("There is nothing at this address.", visible=False)
        maja.leave()
