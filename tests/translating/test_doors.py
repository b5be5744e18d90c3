"""Reading a roadmap in another language, and translating it side by side."""

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session

from roadmaps.translating.models import Translation
from roadmaps.translating.queries import codes_used, translations_of_block
from roadmaps.translating.rules import Wish
from tests.browsing import Browser, page_of
from tests.factories.roadmap import Plan, a_plan
from tests.factories.translating import translated, use_languages

TEXT = "Vi förädlar mer här.\n\nOch vi gör det tillsammans."
ENGLISH = "We refine more here.\n\nAnd we do it together."


def page_in(client: Browser, language: str, address: str) -> LexborHTMLParser:
    """The page as somebody sees it who reads the site in the language."""
    client.set_cookie("language", language)
    return client.page(address)


def side_by_side(plan: Plan, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/areas/{plan.slug}/translation?{query}"


def sent(block: object, number: int, **fields: str) -> dict[str, str]:
    return {"made_from": str(number), **{name.replace("__", "-"): value for name, value in fields.items()}}


def rows(session: Session, block: object) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in translations_of_block(session, block, "en")]  # type: ignore[arg-type]


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


def test_a_block_is_saved_and_one_is_back_where_one_was(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    client.sign_in(plan.person(plan.editor))
    back = side_by_side(plan, **{"in": "en", "show": "missing"})

    answer = client.post(
        f"/blocks/{goal}/translation?in=en",
        data=sent(goal, plan.state[goal].number, text__title="More food", text__text=ENGLISH, back=back),
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, back)
    assert sorted(rows(session, goal)) == [("text", ENGLISH), ("title", "More food")]


def test_within_the_list_only_the_block_is_shown_anew(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    client.sign_in(plan.person(plan.editor))
    data = sent(goal, plan.state[goal].number, text__title="More food")

    answer = client.post(f"/blocks/{goal}/translation?in=en", data=data, headers={"Turbo-Frame": "translation-x"})
    page = page_in(client, "en", answer.headers["Location"])

    assert page.css_first(f"#translation-{goal} [data-translating-saved]").text() == "Saved."
    assert page.css_first(f"#translation-{goal} article").attributes["data-standing"] == "done"


def test_where_two_met_both_stand_there_and_the_next_saving_settles_it(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    translated(plan, goal, by=plan.leader, title="More food")
    client.sign_in(plan.person(plan.editor))
    number = plan.state[goal].number
    data = sent(goal, number, text__title="A lot of food", based_on__title="0")

    answer = client.post(f"/blocks/{goal}/translation?in=en", data=data)
    page = page_of(answer)

    assert answer.status_code == 409
    assert "More food" in page.css_first(".callout[data-tone=warning]").text()
    assert page.css_first('[name="text-title"]').attributes["value"] == "A lot of food"
    settled = sent(goal, number, text__title="A lot of food", based_on__title="1")
    assert page.css_first('[name="based_on-title"]').attributes["value"] == "1"
    assert client.post(f"/blocks/{goal}/translation?in=en", data=settled).status_code == 303
    assert rows(session, goal) == [("title", "A lot of food"), ("title", "More food")]


def test_words_in_a_language_that_is_no_longer_used_are_not_kept_as_those_of_another(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    client.sign_in(plan.person(plan.editor))

    for language in ("?in=sma", "?in=sv", ""):
        answer = client.post(f"/blocks/{goal}/translation{language}", data=sent(goal, 1, text__title="Jienebe beapmoe"))
        assert answer.status_code == 404

    assert rows(session, goal) == []


def test_what_is_refused_stays_in_the_form(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    client.sign_in(plan.person(plan.editor))

    answer = client.post(
        f"/blocks/{goal}/translation?in=en", data=sent(goal, plan.state[goal].number, text__title="x" * 201)
    )

    assert answer.status_code == 422
    assert page_of(answer).css_first('[name="text-title"]').attributes["value"] == "x" * 201


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


def test_a_block_in_the_document_leads_those_who_translate_to_its_translation(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    way = f'#block-{goal} a[href="/blocks/{goal}/translation?in=en"]'

    assert client.page(plan.address).css_first(way) is None
    client.sign_in(plan.person(plan.editor))
    assert client.page(plan.address).css_first(way) is not None


@pytest.mark.csrf
def test_another_site_cannot_translate_for_somebody(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    client.sign_in(plan.person(plan.editor))

    assert client.post(f"/blocks/{goal}/translation?in=en", data=sent(goal, 1, text__title="x")).status_code == 400
    assert session.query(Translation).count() == 0


def test_an_earlier_version_is_used_again_with_a_press(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    translated(plan, goal, title="More food")
    translated(plan, goal, title=Wish("Food", based_on=1))
    client.sign_in(plan.person(plan.editor))
    address = f"/blocks/{goal}/translation?in=en"

    [form] = client.page(address).css(".translation-trail form")
    fields = {str(one.attributes["name"]): str(one.attributes["value"] or "") for one in form.css("input")}
    client.post(str(form.attributes["action"]), data=fields)

    assert rows(session, goal) == [("title", "More food"), ("title", "Food"), ("title", "More food")]
    assert client.page(address).css_first(f"#translation-{goal} article").attributes["data-standing"] == "done"


def test_an_earlier_version_that_would_not_be_read_is_not_offered_again(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    translated(plan, goal, title="More food")
    plan.edit(goal, title="Mer mat härifrån")
    translated(plan, goal, title=Wish("More food from here", based_on=1))
    client.sign_in(plan.person(plan.editor))

    page = client.page(f"/blocks/{goal}/translation?in=en")

    assert [one.text(strip=True) for one in page.css(".translation-trail p[lang=en]")] == [
        "More food from here",
        "More food",
    ]
    assert not page.css(".translation-trail form")


def test_a_translation_is_corrected_when_the_swedish_is_taken_up_again(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food", text=ENGLISH)
    plan.edit(goal, title="Mer mat härifrån", text=TEXT.replace("mer", "allt mer"))
    fallen_behind = ENGLISH.replace("more", "ever more")
    translated(plan, goal, title=Wish("More food from here", based_on=1), text=Wish(fallen_behind, based_on=1))
    plan.edit(goal, title="Mer mat", text=TEXT)
    client.sign_in(plan.person(plan.editor))
    address = f"/blocks/{goal}/translation?in=en"

    form = client.page(address).css_first(f"#translation-{goal} form")
    fields = {str(one.attributes["name"]): str(one.attributes["value"] or "") for one in form.css("input")}
    better = ENGLISH.replace("refine", "process")
    answer = client.post(str(form.attributes["action"]), data=fields | {"text-text": better})

    assert answer.status_code == 303
    assert rows(session, goal)[0] == ("text", better)
    assert client.page(address).css_first(f"#translation-{goal} textarea").text().strip() == better
    assert ("title", "More food from here") in rows(session, goal)[:4]
    assert len(rows(session, goal)) == 5


def test_the_vision_on_the_first_page_is_read_in_english(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    vision = plan.add("vision", "Länet lever gott av det som marken ger")
    translated(plan, vision, title="The county lives well off its soil")

    assert "The county lives well off its soil" in page_in(client, "en", "/").css_first("main").text()
    assert "Länet lever gott av det som marken ger" in page_in(client, "sv", "/").css_first("main").text()
