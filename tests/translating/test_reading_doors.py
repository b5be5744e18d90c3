"""Reading a roadmap in another language than it is written in."""

import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.roadmap import a_plan
from tests.factories.translating import translated, use_languages
from tests.translating.asking import ENGLISH, TEXT, page_in


def test_an_english_page_shows_the_english_words_and_says_in_which_language_each_is(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    goal, other = plan.add("goal", "Mer mat", text=TEXT), plan.add("goal", "Mindre svinn")
    translated(plan, goal, title="More food", text=ENGLISH)

    page = page_in(client, "en", plan.address)

    title, prose = page.css_first(f"#block-{goal} .block-title"), page.css_first(f"#block-{goal} .prose")
    assert (title.text(strip=True), title.attributes["lang"]) == ("More food", "en")
    assert (prose.text(strip=True)[:7], prose.attributes["lang"]) == ("We refi", "en")
    assert page.css_first(f"#block-{other} .block-title").attributes["lang"] == "sv"
    assert "Not translated yet" in page.css_first(f"#block-{other} .block-wording").text()
    assert page.css_first(f"#block-{goal} .block-wording") is None


def test_a_swedish_page_shows_the_swedish_words_unless_the_address_asks_for_others(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food")

    swedish = page_in(client, "sv", plan.address)
    asked = page_in(client, "sv", f"{plan.address}?in=en")
    back = page_in(client, "en", f"{plan.address}?in=sv")

    titles = [page.css_first(f"#block-{goal} .block-title").text(strip=True) for page in (swedish, asked, back)]
    assert titles == ["Mer mat", "More food", "Mer mat"]
    assert [one.text(strip=True) for one in asked.css(".version-switch [aria-current]")][-1] == "English"


def test_what_is_older_than_the_swedish_says_so_and_leads_there(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food", text=ENGLISH)
    plan.edit(goal, title="Mer fisk")

    page = page_in(client, "en", plan.address)

    mark = page.css_first(f"#block-{goal} .block-wording")
    assert "older" in mark.text()
    assert mark.css_first("a").attributes["href"] == f"?in=sv#block-{goal}"
    assert "1 translation is older" in page.css_first(".document .callout").text()


def test_names_of_goals_and_short_facts_are_read_in_english_too(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    need = plan.add("need", "Lokaler saknas", source="Samtal 2025")
    goal = plan.add("goal", "Mer mat", answers=[str(need)])
    translated(plan, need, title="Premises are lacking", source="Talks in 2025")

    page = page_in(client, "en", plan.address)

    assert page.css_first(f'#block-{goal} a[href="#block-{need}"]').text() == "Premises are lacking"
    assert "Talks in 2025" in page.css_first(f"#block-{need}").text()


def test_a_fact_that_is_not_translated_is_marked_as_swedish(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    need = plan.add("need", "Lokaler saknas", source="Samtal 2025")

    page = page_in(client, "en", plan.address)

    assert page.css_first(f'#block-{need} .facts [lang="sv"]').text() == "Samtal 2025"


def test_passages_of_a_translation_are_not_offered_for_comments(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, text=ENGLISH)

    prose = f"#block-{goal} .prose"

    assert "data-passage-target" not in page_in(client, "en", plan.address).css_first(prose).attributes
    assert "data-passage-target" in client.page(f"{plan.address}?in=sv").css_first(prose).attributes


@pytest.mark.parametrize("view", ["activities", "timeline", "pyramid", "responsibilities"])
def test_the_views_of_the_plan_are_read_in_english_too(session: Session, client: Browser, view: str) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    activity = plan.add("activity", "En kurs", goal=str(goal), start="2026", end="2027", level="base")
    translated(plan, activity, title="A course")
    translated(plan, goal, title="More food")

    english = page_in(client, "en", f"/areas/{plan.slug}/{view}")
    swedish = page_in(client, "sv", f"/areas/{plan.slug}/{view}")

    [link, *_] = english.css(f'main a[href="/blocks/{activity}"]')
    assert (link.text(strip=True), link.attributes["lang"]) == ("A course", "en")
    assert "A course" not in swedish.css_first("main").text()
    assert "En kurs" in swedish.css_first("main").text()


def test_a_language_that_is_not_used_is_not_read(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    translated(plan, goal, title="More food")

    page = client.page(f"{plan.address}?in=xx")
    use_languages(plan, "nb")
    closed = page_in(client, "en", plan.address)

    assert [one.css_first(f"#block-{goal} .block-title").text(strip=True) for one in (page, closed)] == ["Mer mat"] * 2


def test_a_block_in_the_document_leads_those_who_translate_to_its_translation(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    way = f'#block-{goal} a[href="/blocks/{goal}/translation?in=en"]'

    assert client.page(plan.address).css_first(way) is None
    client.sign_in(plan.person(plan.editor))
    assert client.page(plan.address).css_first(way) is not None


def test_the_vision_on_the_first_page_is_read_in_english(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    vision = plan.add("vision", "Länet lever gott av det som marken ger")
    translated(plan, vision, title="The county lives well off its soil")

    assert "The county lives well off its soil" in page_in(client, "en", "/").css_first("main").text()
    assert "Länet lever gott av det som marken ger" in page_in(client, "sv", "/").css_first("main").text()
