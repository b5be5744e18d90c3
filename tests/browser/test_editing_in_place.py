"""Changing blocks within the page of the roadmap: the form comes in the card's place, also two of them at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories.areas import as_actor

pytestmark = pytest.mark.browser


def test_two_blocks_are_changed_in_their_places_each_with_fields_of_its_own(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    world = site.make_world()
    with site.units.change() as session:
        roadmap = session.query(Roadmap).join(Area).filter(Area.slug == world.slug).one()
        person = session.query(Person).filter_by(email=world.editor).one()
        actor = as_actor(session, person, on=today())
        vision = add_block(
            session, roadmap, "vision", {"title": "Dit vi vill", "text": "Länet växer."}, actor=actor, at=now()
        )
    editor = visit()
    editor.sign_in(world.editor)
    editor.open(f"/areas/{world.slug}/roadmap")
    page = editor.page
    frames = {block: page.locator(f"#frame-{block}") for block in (vision, world.activity)}

    for block, name in ((vision, "Dit vi vill"), (world.activity, "Kurs i beredskap")):
        page.get_by_role("link", name=f"Change: {name}").first.click()
        expect(frames[block].locator("form.block-editor")).to_be_visible()
        expect(frames[block].locator(".live-panel")).to_have_count(1)

    ids = page.evaluate("[...document.querySelectorAll('form.block-editor [id]')].map(({ id }) => id)")
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
    frames[vision].locator("[name=title]").fill("Dit vi ska")
    frames[world.activity].get_by_role("link", name="Cancel").click()
    expect(frames[world.activity].locator("form.block-editor")).to_have_count(0)
    expect(frames[vision].locator("[name=title]")).to_have_value("Dit vi ska")

    frames[vision].get_by_role("button", name="Save").click()

    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.locator(f"#block-{vision} .block-title").first).to_have_text("Dit vi ska")
