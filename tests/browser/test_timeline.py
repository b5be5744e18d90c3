"""Dates on the timeline, changed by pointer, by keys and without JavaScript; and the timeline on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from roadmaps.revisions.states import current_block
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def dates_of(site: Site, world: World) -> tuple[str | None, str | None]:
    """What the roadmap says now of the activity's two dates."""
    with site.units.database.reading() as session:
        content = current_block(session, world.activity).content
    return content["start"], content["end"]


def at_the_timeline(visitor: Visitor, world: World, email: str, question: str = "?zoom=year&at=2026") -> Page:
    visitor.sign_in(email)
    visitor.open(f"/areas/{world.slug}/timeline{question}")
    return visitor.page


def give_dates(site: Site, world: World, start: str, end: str) -> None:
    site.edit_activity(world, world.editor, "Ny text", start=start, end=end)


@pytest.fixture
def world(site: Site) -> World:
    world = site.make_world()
    give_dates(site, world, "2026-Q2", "2026-Q3")
    return world


def drag(page: Page, by: float, *, grip: float = 0.5) -> None:
    """Take hold of the bar, at a share of its length, and go sideways by a share of the year."""
    box = page.locator(".timeline-row .timeline-body").bounding_box()
    year = page.locator(".timeline-row > .timeline-plot").bounding_box()
    assert box and year
    x, y = box["x"] + box["width"] * grip, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + year["width"] * by / 2, y, steps=4)
    page.mouse.move(x + year["width"] * by, y, steps=4)
    page.mouse.up()


def test_a_bar_is_dragged_to_the_next_quarter_and_back_by_undoing(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visitor := visit(), world, world.editor)

    drag(page, 0.25)

    visitor.sees("Saved: Kurs i beredskap, quarter 3 2026 – quarter 4 2026.")
    assert dates_of(site, world) == ("2026-Q3", "2026-Q4")
    expect(page.locator(".timeline-ghost")).to_have_count(0)

    visitor.press("button", "Undo")

    visitor.sees("It is undone.")
    assert dates_of(site, world) == ("2026-Q2", "2026-Q3")
    assert "/timeline?zoom=year&at=2026" in page.url


def test_one_end_of_a_bar_is_dragged(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visitor := visit(), world, world.editor)

    drag(page, -0.25, grip=0.01)

    visitor.sees("Saved: Kurs i beredskap, quarter 1 2026 – quarter 3 2026.")
    assert dates_of(site, world) == ("2026-Q1", "2026-Q3")


def test_a_finger_drags_a_bar_on_a_phone(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visitor := visit(width=390), world, world.editor)
    box = page.locator(".timeline-row .timeline-body").bounding_box()
    year = page.locator(".timeline-row > .timeline-plot").bounding_box()
    assert box and year
    y, x = box["y"] + box["height"] / 2, box["x"] + box["width"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: float) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": one, "y": y} for one in points]})

    touch("touchStart", x)
    for step in range(1, 6):
        touch("touchMove", x + year["width"] * 0.05 * step)
    touch("touchEnd")

    visitor.sees("Saved: Kurs i beredskap, quarter 3 2026 – quarter 4 2026.")
    assert dates_of(site, world) == ("2026-Q3", "2026-Q4")


def test_a_small_slip_of_the_hand_changes_nothing_and_follows_no_link(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visit(), world, world.editor)

    drag(page, 0.03)

    assert dates_of(site, world) == ("2026-Q2", "2026-Q3")
    assert "/timeline" in page.url


def test_a_press_on_a_bar_leads_to_the_activity(world: World, visit: Visit) -> None:
    page = at_the_timeline(visit(), world, world.editor)

    page.locator("a.timeline-bar .timeline-body").click()

    page.wait_for_url("**/roadmap#block-*")


def test_dates_are_changed_by_keys_alone(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visitor := visit(keyboard=True), world, world.editor)
    page.locator("a.timeline-bar").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")

    expect(page.locator("#announcements")).to_contain_text("quarter 3 2026 – quarter 1 2027")
    page.keyboard.press("Enter")

    visitor.sees("Saved: Kurs i beredskap, quarter 3 2026 – quarter 1 2027.")
    assert dates_of(site, world) == ("2026-Q3", "2027-Q1")
    expect(page.locator("a.timeline-bar")).to_be_focused()


def test_escape_leaves_everything_as_it_was(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visit(), world, world.editor)
    page.locator("a.timeline-bar").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")

    expect(page.locator("#announcements")).to_contain_text("Left as it was.")
    expect(page.locator(".timeline-ghost")).to_have_count(0)
    assert dates_of(site, world) == ("2026-Q2", "2026-Q3")


def test_where_another_was_first_nothing_is_overwritten(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visitor := visit(), world, world.editor)
    give_dates(site, world, "2026-Q1", "2026-Q3")

    drag(page, 0.25)

    visitor.sees("Somebody else has changed these dates meanwhile")
    page.wait_for_url("**/edit")
    assert dates_of(site, world) == ("2026-Q1", "2026-Q3")


def test_without_javascript_a_form_changes_the_dates(site: Site, world: World, visit: Visit) -> None:
    page = at_the_timeline(visitor := visit(javascript=False), world, world.editor)

    visitor.press("link", "Change dates: Kurs i beredskap")
    visitor.write("Starts", "2027")
    visitor.write("Ends", "2028")
    visitor.press("button", "Save")

    assert f"/areas/{world.slug}/timeline?zoom=year&at=2026" in page.url
    assert dates_of(site, world) == ("2027", "2028")
    visitor.sees("Saved: Kurs i beredskap, 2027 – 2028.")
    visitor.press("button", "Undo")
    visitor.sees("It is undone.")


def test_a_reader_drags_nothing(site: Site, world: World, visit: Visit) -> None:
    visitor = visit()
    visitor.open(f"/areas/{world.slug}/timeline")

    assert "timeline.js" not in visitor.page.content()
    expect(visitor.page.locator(".timeline-change")).to_have_count(0)
    visitor.axe_finds_nothing()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_timeline_fits_every_width(demo_site: Site, chromium, width: int) -> None:
    visitor = Visitor(chromium, demo_site.address, width, javascript=True, keyboard=False, language="sv")
    visitor.page.emulate_media(reduced_motion="reduce")
    for address in ("/county/timeline", "/county/timeline?zoom=quarter&by=organisation"):
        visitor.open(address)
        for fold in visitor.page.locator(".timeline-after summary").all():
            fold.click()
        visitor.axe_finds_nothing()
        plot = visitor.page.locator(".timeline-row > .timeline-plot").first.bounding_box()
        words = visitor.page.locator(".timeline-row > .timeline-words").first.bounding_box()
        assert plot and words
        assert plot["height"] < 150
        # On a phone the words stand above the bar, which has the whole width.
        assert (plot["y"] >= words["y"] + words["height"] - 1) is (width == 390)
    visitor.leave()
