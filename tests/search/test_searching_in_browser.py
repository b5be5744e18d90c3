"""Searching in a real browser: by keyboard from any page, without JavaScript, and on a small screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


@pytest.mark.parametrize("width", [1440, 390])
def test_two_keys_lead_to_the_box_from_any_page(site: Site, visit: Visit, width: int) -> None:
    world = site.make_world()
    visitor = visit(width=width)
    visitor.open(f"/areas/{world.slug}/roadmap")

    visitor.page.keyboard.press("/")
    expect(visitor.page.locator("#search-box")).not_to_be_focused()
    visitor.page.keyboard.press("Control+k")
    expect(visitor.page.locator("#search-box")).to_be_focused()
    visitor.page.keyboard.type("kursens")
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.locator(".search-hit mark").first).to_be_visible()
    visitor.axe_finds_nothing()


@pytest.mark.parametrize("width", [1440, 390])
def test_one_searches_narrows_and_follows_a_hit_without_javascript(site: Site, visit: Visit, width: int) -> None:
    world = site.make_world()
    visitor = visit(width=width, javascript=False)
    visitor.open("/search")

    visitor.page.fill("#search-words", "kurserna")
    visitor.page.locator("main form").get_by_role("button", name="Search").click()
    visitor.page.locator("summary", has_text="Narrow").click()
    visitor.page.get_by_label("Strength area").select_option(label=world.area)
    visitor.page.get_by_role("button", name="Show").click()

    assert f"area={world.slug}" in visitor.page.url
    assert "q=kurserna" in visitor.page.url
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
    visitor.page.locator(".search-hit h3 a").first.click()
    expect(visitor.page.locator(f"#block-{world.activity}")).to_be_visible()


def test_a_page_without_hits_has_no_fault_that_axe_knows(visit: Visit) -> None:
    visitor = visit(width=390)

    visitor.open("/search?q=xyzzy&kind=goal&from=igår")

    visitor.axe_finds_nothing()
