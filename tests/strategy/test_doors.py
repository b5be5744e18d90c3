"""The page of the strategy, and how coordinators keep it."""

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.strategy.queries import elements, find_element
from tests.browsing import Browser, page_of
from tests.factories.areas import a_coordinator
from tests.factories.roadmap import a_plan
from tests.factories.strategy import an_element, number_of_strategy


def as_coordinator(client: Browser, session: Session) -> Browser:
    return client.sign_in(session.get_one(Person, a_coordinator(session).person_id))


def facts(title: str, **more: str) -> dict[str, str]:
    return {"title": title, "element_type": "priority", "title_en": "", "year": "", "text": "", "source": "", **more}


def test_an_empty_strategy_says_what_the_page_is_for(client: Browser, session: Session) -> None:
    page = client.page("/strategy")

    assert page.css_first(".empty-state") is not None
    assert page.css_first("a[href='/strategy/new']") is None


def test_the_parts_stand_by_sort_the_most_distant_first(client: Browser, session: Session) -> None:
    nearest = an_element(session, "Utveckla styrkeområdena")
    farthest = an_element(
        session, "Jämtlands län 2050", element_type="target_picture", year=2050, source="RUN/515/2018"
    )

    articles = client.page("/strategy").css("article")

    assert [one.attributes["id"] for one in articles] == [f"element-{farthest}", f"element-{nearest}"]
    assert "2050" in articles[0].text()
    assert "RUN/515/2018" in articles[0].text()


def test_english_readers_see_the_english_line_first(client: Browser, session: Session) -> None:
    an_element(session, "Hela länet", title_en="The whole county")
    client.set_cookie("language", "en")

    assert client.page("/strategy").css_first("h3").text() == "The whole county"


def test_a_coordinator_brings_in_a_part(client: Browser, session: Session) -> None:
    as_coordinator(client, session)

    answer = client.post("/strategy/new", data=facts("Hela länet", year="2050"))

    [element] = elements(session)
    assert (answer.status_code, answer.location) == (303, f"/strategy#element-{element.id}")
    assert (element.content["title"], element.content["year"]) == ("Hela länet", 2050)


def test_what_cannot_be_right_is_asked_again_with_all_that_was_typed(client: Browser, session: Session) -> None:
    as_coordinator(client, session)

    answer = client.post("/strategy/new", data=facts("", source="RUN/516/2020"))

    assert answer.status_code == 422
    assert page_of(answer).css_first("[name=source]").attributes["value"] == "RUN/516/2020"


def test_others_cannot_write_in_it(client: Browser, session: Session) -> None:
    element = an_element(session)
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))

    answers = [
        client.get("/strategy/new"),
        client.post("/strategy/new", data=facts("Nytt")),
        client.post(f"/strategy/{element}/edit", data=facts("Nytt")),
        client.post(f"/strategy/{element}/removal", data={"based_on": "1"}),
    ]

    assert [one.status_code for one in answers] == [403] * 4
    assert find_element(session, element).content["title"] == "En levande bygd"


def test_two_who_write_different_fields_are_joined(client: Browser, session: Session) -> None:
    element = an_element(session)
    as_coordinator(client, session)
    began = str(number_of_strategy(session))

    client.post(
        f"/strategy/{element}/edit", data={**facts("En levande bygd", source="RUN/516/2020"), "based_on": began}
    )
    client.post(f"/strategy/{element}/edit", data={**facts("En levande bygd", year="2050"), "based_on": began})

    content = find_element(session, element).content
    assert (content["source"], content["year"]) == ("RUN/516/2020", 2050)


def test_two_who_write_the_same_words_are_shown_both_and_nothing_is_lost(client: Browser, session: Session) -> None:
    element = an_element(session)
    as_coordinator(client, session)
    began = str(number_of_strategy(session))
    client.post(f"/strategy/{element}/edit", data={**facts("Levande bygder"), "based_on": began})

    met = client.post(f"/strategy/{element}/edit", data={**facts("En bygd som lever"), "based_on": began})

    form = page_of(met)
    assert met.status_code == 409
    assert "En bygd som lever" in form.css_first("[name=title]").attributes["value"]
    assert form.css_first("[name=based_on]").attributes["value"] == str(number_of_strategy(session))
    settled = client.post(
        f"/strategy/{element}/edit",
        data={**facts("Bygder som lever"), "based_on": form.css_first("[name=based_on]").attributes["value"]},
    )
    assert settled.status_code == 303
    assert find_element(session, element).content["title"] == "Bygder som lever"


def test_writing_in_a_part_that_was_removed_offers_to_bring_it_back(client: Browser, session: Session) -> None:
    element = an_element(session)
    as_coordinator(client, session)
    began = str(number_of_strategy(session))
    client.post(f"/strategy/{element}/removal", data={"based_on": began})

    met = client.post(f"/strategy/{element}/edit", data={**facts("Min text"), "based_on": began})

    form = page_of(met)
    carried = {one.attributes["name"]: one.attributes["value"] for one in form.css("main input[type=hidden]")}
    assert met.status_code == 409
    assert form.css_first("[name=title]").attributes["value"] == "Min text"
    assert client.post(f"/strategy/{element}/edit", data={**facts("Min text"), **carried}).status_code == 303
    assert find_element(session, element).content["title"] == "Min text"


def test_a_removed_part_is_gone_from_the_page_and_has_no_form(client: Browser, session: Session) -> None:
    element = an_element(session)
    as_coordinator(client, session)

    client.post(f"/strategy/{element}/removal", data={"based_on": str(number_of_strategy(session))})

    assert client.page("/strategy").css(".strategy-element") == []
    assert client.get(f"/strategy/{element}/edit").status_code == 404


def test_hostile_words_stay_words(client: Browser, session: Session) -> None:
    an_element(session, "<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")

    body = client.get("/strategy").get_data(as_text=True)

    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_the_facts_of_a_goal_lead_to_the_part_that_it_serves(client: Browser, session: Session) -> None:
    element = an_element(session)
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", strategy=[str(element)])

    links = [one.attributes["href"] for one in client.page(plan.address).css(f"#block-{goal} a")]

    assert f"/strategy#element-{element}" in links
