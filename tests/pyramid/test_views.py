"""The pages of the pyramid, and the three questions that help to find a level."""

from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.roadmap import a_plan


def test_the_pyramid_of_an_area_shows_each_activity_at_its_level(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    plan.add("activity", "Kurs för gårdsmejerier", level="breadth")

    page = client.page(f"/areas/{plan.slug}/pyramid")

    tiers = {tier.attributes["data-level"]: tier.css("li") for tier in page.css(".pyramid-tier")}
    assert {level: len(items) for level, items in tiers.items()} == {"peak": 0, "breadth": 1, "base": 0}
    assert "Kurs för gårdsmejerier" in tiers["breadth"][0].text()


def test_the_county_shows_what_is_open_only(session: Session, client: Browser) -> None:
    open_plan, closed_plan = a_plan(session), a_plan(session, is_public=False)
    open_plan.add("activity", "Öppen aktivitet", level="base")
    closed_plan.add("activity", "Sluten aktivitet", level="base")

    text = client.page("/county/pyramid").text()

    assert "Öppen aktivitet" in text
    assert "Sluten aktivitet" not in text


def test_a_private_working_version_has_no_pyramid_for_strangers(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)

    assert client.get(f"/areas/{plan.slug}/pyramid").status_code == 404


def test_the_answers_point_at_a_level_that_can_be_kept(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    activity = plan.add("activity", "Ostfestival")
    client.sign_in(plan.person(plan.editor))

    asked = client.get(f"/blocks/{activity}/level?ground=yes&more=yes&best=no")
    kept = client.post(f"/blocks/{activity}/level", data={"level": "breadth", "based_on": str(plan.number)})

    assert asked.status_code == 200
    assert 'value="breadth"' in asked.text
    assert kept.status_code == 303
    assert plan.state[activity].content["level"] == "breadth"


def test_a_question_without_an_answer_is_asked_again(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    client.sign_in(plan.person(plan.editor))

    page = client.get(f"/blocks/{activity}/level?ground=yes")

    assert page.status_code == 200
    assert "field-more-error" in page.text


def test_three_times_no_points_at_no_level_and_leaves_the_choice(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    client.sign_in(plan.person(plan.editor))

    text = client.get(f"/blocks/{activity}/level?ground=no&more=no&best=no").text

    assert all(f'value="{level}"' in text for level in ("peak", "breadth", "base"))


def test_only_those_who_may_write_are_asked(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    client.sign_in(plan.person(plan.others["actor"]))

    assert client.get(f"/blocks/{activity}/level").status_code == 403
    refused = client.post(f"/blocks/{activity}/level", data={"level": "peak", "based_on": str(plan.number)})
    assert refused.status_code == 403
    assert plan.state[activity].content["level"] is None


def test_a_word_that_is_no_level_is_refused(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    client.sign_in(plan.person(plan.editor))

    answer = client.post(f"/blocks/{activity}/level", data={"level": "summit", "based_on": str(plan.number)})

    assert answer.status_code == 422
    assert plan.state[activity].content["level"] is None
