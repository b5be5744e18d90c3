from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.six_steps.queries import last_lap, marks_of
from roadmaps.six_steps.steps import Step, Turn
from tests.browsing import Browser
from tests.factories.roadmap import a_plan
from tests.factories.six_steps import a_round

SIX = ["analysis", "governance", "vision", "priorities", "policy_mix", "evaluation"]


def test_the_page_of_a_process_has_all_six_steps_also_before_anybody_has_told(client: Browser, session: Session):
    plan = a_plan(session)

    page = client.page(f"/areas/{plan.slug}/process")

    assert [one.attributes["data-step"] for one in page.css("tr[data-step]")] == SIX
    assert page.css_first(".steps-ring") is None


def test_a_leader_begins_a_lap_and_tells_of_a_step_that_everybody_reads(client: Browser, session: Session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    process = f"/areas/{plan.slug}/process"

    begun = client.post(
        f"{process}/laps/new", data={"title": "Mot 2028", "began_on": "2026-01-12", "reason": "Det är dags."}
    )
    told = client.post(
        f"{process}/steps/analysis/marks/new",
        data={"turn": "begun", "lap": "1", "told_on": "2026-02-12", "words": "Mötet tog in behov.", "next_on": ""},
    )

    assert (begun.status_code, told.status_code) == (303, 303)
    client.get("/sign-out")
    stranger = client.application.test_client()
    stranger.session = session
    text = stranger.page(process).text()
    assert "Mot 2028" in text
    assert "Mötet tog in behov." in text
    assert stranger.page(process).css_first("tr[data-step=analysis] .badge[data-tone=info]") is not None


def test_what_is_refused_stays_in_the_form(client: Browser, session: Session):
    going = a_round(session)
    client.sign_in(going.plan.person(going.plan.leader))

    answer = client.post(
        f"/areas/{going.plan.slug}/process/steps/vision/marks/new",
        data={"turn": "finished", "lap": "1", "told_on": "2026-02-12", "words": "Visionen står."},
    )

    assert answer.status_code == 422
    assert "Visionen står." in answer.text
    assert session.scalars(marks_of([going.plan.roadmap.area_id])).first() is None


def test_a_lap_that_no_number_can_tell_is_refused(client: Browser, session: Session):
    going = a_round(session)
    client.sign_in(going.plan.person(going.plan.leader))

    answer = client.post(
        f"/areas/{going.plan.slug}/process/steps/vision/marks/new",
        data={"lap": "9" * 30, "turn": "begun", "told_on": "2026-03-02", "words": "Vi har börjat."},
    )

    assert answer.status_code == 422


def test_a_mark_is_taken_back_and_stays_to_be_read(client: Browser, session: Session):
    going = a_round(session)
    mark = going.tell(Step.VISION, Turn.BEGUN, date(2026, 3, 2), "Fel steg.")
    client.sign_in(going.plan.person(going.plan.leader))
    slug = going.plan.slug

    client.post(f"/areas/{slug}/process/marks/{mark.id}/withdrawal", data={"reason": "Det var analysen."})

    page = client.page(f"/areas/{slug}/process/steps/vision")
    assert page.css_first(".steps-told s") is not None
    assert "Det var analysen." in page.text()


@pytest.mark.parametrize("path", ["laps/new", "steps/vision/marks/new"])
def test_others_are_refused(client: Browser, session: Session, path: str):
    going = a_round(session)
    client.sign_in(going.plan.person(going.plan.editor))

    assert client.get(f"/areas/{going.plan.slug}/process/{path}").status_code == 403
    assert last_lap(session, going.plan.roadmap.area_id) == going.lap


def test_who_may_not_read_the_roadmap_finds_no_process(client: Browser, session: Session):
    going = a_round(session, is_public=False)

    assert client.get(f"/areas/{going.plan.slug}/process").status_code == 404
    assert client.get(f"/areas/{going.plan.slug}/process/steps/vision").status_code == 404


def test_everybody_sees_on_the_page_of_the_area_where_it_stands(client: Browser, session: Session):
    going = a_round(session, is_public=False)
    going.tell(Step.VISION, Turn.BEGUN, date(2026, 3, 2), "Bara för oss.")

    page = client.page(f"/areas/{going.plan.slug}")

    assert len(page.css(".steps-list li")) == 6
    assert page.css_first(".steps-list li:nth-child(3) .badge[data-tone=info]") is not None
    assert "Bara för oss." not in page.text()
    assert page.css_first(".steps-list a") is None


def test_the_home_page_shows_how_far_the_areas_have_come(client: Browser, session: Session):
    going = a_round(session)

    page = client.page("/")

    assert going.plan.roadmap.area.name in page.css_first(".steps-home").text()


def test_there_are_six_steps_and_no_others(client: Browser, session: Session):
    plan = a_plan(session)

    assert client.get(f"/areas/{plan.slug}/process/steps/dancing").status_code == 404
