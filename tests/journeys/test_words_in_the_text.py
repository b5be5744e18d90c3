"""A reader meets words that need explaining: told over the text, asked about, and seen to by those who write."""

from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now
from roadmaps.glossary.queries import terms
from roadmaps.glossary.rules import add_term
from roadmaps.roadmap import rules
from roadmaps.roadmap.models import Roadmap
from tests.browser.site import Site, World
from tests.factories.areas import a_coordinator
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
TEXT = "Vi samlar kompetensbasen i länet.\n\nVarje {word} ska synas, och {word}er hanteras av den som leder."


def a_text(site: Site, world: World) -> tuple[UUID, str]:
    """A goal with a paragraph about a word that the glossary explains."""
    with site.units.change() as session:
        coordinator = a_coordinator(session)
        word = f"kraftkonflikt{len(terms(session))}x"
        meaning = {
            "text": "När ett mål står i vägen för ett annat.",
            "text_en": "When one goal stands in another's way.",
        }
        add_term(session, {"title": word, **meaning}, actor=coordinator, at=now())
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).one()
        roadmap.is_working_public = True
        facts = {"title": "Mer mat härifrån", "text": TEXT.format(word=word)}
        return rules.add_block(session, roadmap, "goal", facts, actor=coordinator, at=now()), word


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_is_told_what_a_word_means(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    goal, word = a_text(site, world)
    reader = visit(**way)
    reader.open(f"/areas/{world.slug}/roadmap")
    term = reader.page.locator(f"#block-{goal} a.term")
    expect(term).to_have_text(word)

    if not reader.javascript:
        reader.press_it(term)
    elif way.get("keyboard"):
        reader._tab_to(term)
        expect(reader.page.locator(".term-card")).to_contain_text("stands in another's way")
        expect(reader.page.locator("#announcements")).to_contain_text("stands in another's way")
        reader.axe_finds_nothing()
        reader.page.keyboard.press("Escape")
        expect(reader.page.locator(".term-card")).to_have_count(0)
        expect(term).to_be_focused()
        reader.page.keyboard.press("Enter")
    else:
        term.hover()
        expect(reader.page.locator(".term-card")).to_contain_text("stands in another's way")
        reader.axe_finds_nothing()
        reader.page.locator(".term-card").get_by_role("link").click()

    expect(reader.page).to_have_url(f"{reader.address}/glossary/{word}")
    reader.sees("When one goal stands in another's way.")
    reader.axe_finds_nothing()


def test_a_tap_tells_and_a_second_one_leads_on(site: Site, chromium: Browser) -> None:
    world = site.make_world()
    goal, word = a_text(site, world)
    context = chromium.new_context(
        locale="en-GB", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{site.address}/areas/{world.slug}/roadmap")
    term = page.locator(f"#block-{goal} a.term")

    term.tap()
    shown = page.locator(".term-card")
    expect(shown).to_contain_text("stands in another's way")
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h1").first.tap()
    expect(shown).to_have_count(0)
    term.tap()
    expect(shown).to_be_visible()
    term.tap()

    expect(page).to_have_url(f"{site.address}/glossary/{word}")
    context.close()


def test_whoever_does_not_want_marks_is_spared(site: Site, visit: Visit) -> None:
    world = site.make_world()
    goal, _word = a_text(site, world)
    reader = visit()

    reader.open("/glossary")
    reader.press("link", "How words are marked in texts")
    reader.press("button", "Do not mark words in texts")
    expect(reader.page.get_by_role("button", name="Mark words that are explained")).to_be_visible()
    reader.open(f"/areas/{world.slug}/roadmap")
    expect(reader.page.locator(f"#block-{goal} a.term")).to_have_count(0)
    reader.open("/glossary")
    reader.press("link", "How words are marked in texts")
    reader.press("button", "Mark words that are explained")
    expect(reader.page.get_by_role("button", name="Do not mark words in texts")).to_be_visible()
    reader.open(f"/areas/{world.slug}/roadmap")

    expect(reader.page.locator(f"#block-{goal} a.term")).to_have_count(1)


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_does_not_understand_and_the_text_gets_better(
    site: Site, visit: Visit, way: dict[str, object]
) -> None:
    world = site.make_world()
    goal, _word = a_text(site, world)
    reader = visit(**way)
    reader.open(f"/areas/{world.slug}/roadmap")
    reader.press("link", "I don’t understand this", within=f"#block-{goal}")
    reader.sees("It is counted without your name.")
    reader.axe_finds_nothing()
    reader.choose("Vi samlar kompetensbasen i länet.")
    reader.write("What is hard about it?", "Vad är en kompetensbas?")
    reader.press("button", "Tell those who write")
    reader.sees("Those who write the text are told, but not by whom.")

    writer = visit(**way)
    writer.sign_in(world.leader)
    writer.open(f"/areas/{world.slug}/roadmap")
    writer.press("link", "1 reader did not understand")
    writer.sees("Vad är en kompetensbas?")
    writer.axe_finds_nothing()
    writer.press("link", "Change the text", within="main")
    writer.write("What it means", "Vi samlar kunskap i länet.")
    writer.press("button", "Save")
    writer.sees("Saved.")
    writer.open(f"/areas/{world.slug}/roadmap/unclear")

    writer.sees("Nothing waits")


def test_advice_follows_the_writing_and_can_be_put_away(site: Site, visit: Visit) -> None:
    world = site.make_world()
    goal, _word = a_text(site, world)
    writer = visit()
    writer.sign_in(world.leader)
    writer.open(f"/blocks/{goal}/edit")
    advice = writer.page.locator(".advice").first
    expect(advice).to_be_hidden()

    writer.write("What it means", "Vi väntar på KLIV. Ord " + "ord " * 39)
    expect(advice).to_contain_text("This sentence has 40 words.")
    expect(advice).to_contain_text("“KLIV” is not explained in the glossary.")
    writer.axe_finds_nothing()
    advice.locator("summary").click()
    writer.page.wait_for_function("localStorage.getItem('advice') === 'folded'")
    writer.page.evaluate("sessionStorage.clear()")
    writer.open(f"/blocks/{goal}/edit")

    expect(writer.page.locator(".advice[open]")).to_have_count(0)
