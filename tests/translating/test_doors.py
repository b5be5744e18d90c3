"""The pages where a roadmap is translated side by side: what they show whom, and in which languages."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.translating.queries import codes_used
from tests.browsing import Browser
from tests.factories.roadmap import a_plan
from tests.factories.translating import translated, use_languages
from tests.translating.asking import ENGLISH, TEXT, page_in, rows, sent, side_by_side


def test_the_whole_roadmap_stands_side_by_side_what_is_missing_first(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal, other = plan.add("goal", "Mer mat", text=TEXT), plan.add("goal", "Mindre svinn")
    translated(plan, goal, title="More food", text=ENGLISH)
    client.sign_in(plan.person(plan.editor))

    first = client.page(side_by_side(plan, **{"in": "en"}))
    everything = client.page(side_by_side(plan, **{"in": "en", "show": "all"}))

    assert [one.attributes["id"] for one in first.css("turbo-frame[id^=translation-]")] == [f"translation-{other}"]
    assert len(everything.css("turbo-frame[id^=translation-]")) == 2
    assert [one.text(strip=True) for one in everything.css(".subnav-count")][-3:] == ["1", "0", "3"]
    field = everything.css_first(f'#translation-{goal} [name="text-title"]')
    assert (field.attributes["value"], field.attributes["lang"]) == ("More food", "en")


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere", None])
def test_others_read_side_by_side_and_cannot_write(session: Session, client: Browser, who: str | None) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food")
    if who:
        client.sign_in(plan.person(plan.others[who]))

    page = client.page(side_by_side(plan, **{"in": "en"}))
    answer = client.post(f"/blocks/{goal}/translation?in=en", data=sent(goal, 1, text__title="Nothing"))

    assert "More food" in page.css_first(f"#translation-{goal}").text()
    assert page.css_first("form textarea") is None
    assert answer.status_code == 403
    assert rows(session, goal) == [("title", "More food")]


def test_what_one_may_not_read_is_not_there(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)
    goal = plan.add("goal", "Mer mat")

    assert client.get(side_by_side(plan)).status_code == 404
    assert client.get(f"/blocks/{goal}/translation").status_code == 404


def test_a_block_that_is_gone_and_one_without_words_have_no_page(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    gone = plan.add("goal", "Mer mat")
    plan.remove(gone)

    assert client.get(f"/blocks/{gone}/translation?in=en").status_code == 404


def test_a_page_shows_twenty_blocks_and_leads_on(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    for number in range(23):
        plan.add("goal", f"Mål {number}")

    first = page_in(client, "en", side_by_side(plan, page="1"))
    second = client.page(side_by_side(plan, page="2"))
    beyond = client.page(side_by_side(plan, page="99"))

    assert [len(page.css("article.translation")) for page in (first, second, beyond)] == [20, 3, 3]
    assert "1–20 of 23" in first.css_first(".pagination").text()


def test_an_empty_roadmap_says_so(session: Session, client: Browser) -> None:
    plan = a_plan(session)

    assert "Nothing to translate yet" in page_in(client, "en", side_by_side(plan)).css_first("main").text()


def test_the_page_of_a_block_tells_its_versions(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food", text=ENGLISH)

    trail = page_in(client, "en", f"/blocks/{goal}/translation?in=en").css(".translation-trail li")

    assert len(trail) == 2
    assert "from change no. 1 of the Swedish" in trail[0].text()


def test_the_coordinator_chooses_the_languages(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.others["coordinator"]))

    client.post("/languages", data={"language": ["en", "sma"]})
    page = client.page("/languages")

    assert codes_used(session) == ["sv", "en", "sma"]
    assert [one.attributes["value"] for one in page.css("input[checked]")] == ["en", "sma"]
    client.sign_in(plan.person(plan.leader))
    assert client.get("/languages").status_code == 403


def test_without_any_language_the_page_says_who_chooses(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    use_languages(plan)

    assert "Only Swedish is used" in page_in(client, "en", side_by_side(plan)).css_first("main").text()
    assert client.get(f"/blocks/{goal}/translation").status_code == 404
