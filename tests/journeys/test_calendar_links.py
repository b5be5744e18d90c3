"""Somebody makes a link for their own calendar, which fetches it, until the link is revoked."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.site import Site
from tests.factories.calendars import events_in
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_a_link_is_made_fetched_and_revoked(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    editor = visit(**way)
    editor.sign_in(world.editor)

    editor.open(f"/areas/{world.slug}/activities")
    editor.unfold("Calendar", within=".plan-header")
    editor.press("link", "Make a private link", within=".plan-header")
    editor.press("button", "Make the link", within="main")
    editor.sees("Here is your link")
    address = editor.page.locator(".calendar-address code").inner_text()
    if editor.javascript:
        editor.axe_finds_nothing()
    assert address.startswith(f"{site.address}/calendars/")

    assert any("Kurs i beredskap" in summary for summary in events_in(_fetched(address)))

    editor.open("/me/calendars")
    editor.sees(world.area, within=".directory")
    editor.sees("last fetched", within=".directory")
    editor.does_not_see("Here is your link")
    editor.press("button", f"Revoke the link to {world.area}", within="main", exact=False)
    editor.sees("The link is revoked.")
    with pytest.raises(HTTPError, match="404"):
        _fetched(address)


def _fetched(address: str) -> bytes:
    """What a calendar gets, which has no cookies."""
    with urlopen(address, timeout=5) as answer:
        body: bytes = answer.read()
    return body
