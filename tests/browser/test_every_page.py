"""Every page of the demo, as each sort of person sees it: nothing that the rules of accessibility find, nothing cut off."""

import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

from roadmaps.demo.world import DEMO_PASSWORD
from tests.browser.pages import OF_ANONYMOUS, SHOWN_TO, Pages
from tests.browser.pages import pages as pages
from tests.browser.site import Site
from tests.browser.things import ACTOR, COORDINATOR
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

DESK, PHONE = 1440, 390
# Each part has its share of the pages, so that one that has to be looked at once more does not take all others with it.
PARTS = 8
# What can be wrong on a narrow page that is well when wide: things too close, things that scroll, and what shows only there.
OF_NARROW_PAGES = (
    "aria-hidden-focus",
    "button-name",
    "label",
    "landmark-unique",
    "link-name",
    "nested-interactive",
    "scrollable-region-focusable",
    "select-name",
    "summary-name",
    "target-size",
)


@pytest.fixture(scope="module")
def visitors(demo_site: Site, chromium: Browser) -> Iterator[Mapping[tuple[str, str | None], Visitor]]:
    """Everybody who looks, by the colours that they have chosen and who they are."""
    who = [("light", email) for email in (COORDINATOR, ACTOR, None)] + [("dark", None)]
    visitors = {(scheme, email): _arrive(demo_site, chromium, scheme, email) for scheme, email in who}
    yield visitors
    for visitor in visitors.values():
        visitor.leave()


def test_every_door_that_shows_a_page_is_looked_at_by_somebody(pages: Pages, demo_site: Site) -> None:
    assert set(SHOWN_TO) <= set(pages.by_door)
    assert set(OF_ANONYMOUS) <= set(pages.by_door)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault_that_axe_knows(
    pages: Pages, visitors: Mapping[tuple[str, str | None], Visitor], part: int
) -> None:
    looks = [(SHOWN_TO.get(door, COORDINATOR), address) for door, address in pages.by_door.items()]

    faults = [fault for email, address in looks[part::PARTS] for fault in _faults_of(visitors["light", email], address)]

    assert not faults, "\n".join(faults)


# Dark differs in colours only, and those are shared by all pages.
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_anybody_reads_has_no_fault_that_axe_knows(
    pages: Pages, visitors: Mapping[tuple[str, str | None], Visitor], scheme: str
) -> None:
    faults = [fault for door in OF_ANONYMOUS for fault in _faults_of(visitors[scheme, None], pages.by_door[door])]

    assert not faults, "\n".join(faults)


def test_no_page_asked_another_site_for_anything(
    visitors: Mapping[tuple[str, str | None], Visitor], demo_site: Site
) -> None:
    here = (demo_site.address, "ws://127.0.0.1:")
    asked_for = {address for visitor in visitors.values() for address in visitor.asked_for}

    assert asked_for
    assert not [one for one in asked_for if not one.startswith(here)]


def _arrive(site: Site, chromium: Browser, scheme: str, email: str | None) -> Visitor:
    visitor = Visitor(chromium, site.address, DESK, javascript=True, keyboard=False, language="sv")
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if email:
        visitor.open("/sign-in")
        visitor.page.fill("[name=email]", email)
        visitor.page.fill("[name=password]", DEMO_PASSWORD)
        visitor.page.click("main button[type=submit]")
        visitor.page.wait_for_url(f"{site.address}/")
    return visitor


def _faults_of(visitor: Visitor, address: str) -> list[str]:
    """What is wrong with the page at a desk, and on a phone: the same page made narrow, which has the same colours."""
    visitor.page.set_viewport_size({"width": DESK, "height": 900})
    answer = visitor.page.goto(visitor.address + address)
    assert answer is not None
    if answer.status != 200:
        return [f"{address} answered {answer.status}"]
    if re.search(r"%\(|(?<!-)\bNone\b(?!-)", _words_of(visitor)):
        return [f"{address} shows a value that is not there"]
    try:
        visitor.axe_finds_nothing()
        visitor.page.set_viewport_size({"width": PHONE, "height": 900})
        visitor.axe_finds_nothing(only=OF_NARROW_PAGES)
    except AssertionError as found:
        return [f"{address}: {found}"]
    return []


def _words_of(visitor: Visitor) -> str:
    """What the page says, without examples of programs, which may well say None."""
    said = visitor.page.inner_text("main")
    for example in visitor.page.locator("main pre").all_inner_texts():
        said = said.replace(example, "")
    return said
