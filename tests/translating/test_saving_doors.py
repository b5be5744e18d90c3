"""Saving a translation in the page: what is kept, what is refused, and an earlier version used again."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.translating.models import Translation
from roadmaps.translating.rules import Wish
from tests.browsing import Browser, page_of
from tests.factories.roadmap import a_plan
from tests.factories.translating import translated
from tests.translating.asking import ENGLISH, TEXT, page_in, rows, sent, side_by_side


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
