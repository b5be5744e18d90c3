"""The choice that an address holds."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from roadmaps.plan.filters import PlanFilter, offers_in
from roadmaps.plan.queries import plan_of
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        pytest.param({}, {"Kurs", "Lokal"}, id="nothing"),
        pytest.param({"status": "done"}, {"Kurs"}, id="status"),
        pytest.param({"funding": "unfunded"}, {"Lokal"}, id="funding"),
        pytest.param({"level": "base"}, {"Kurs"}, id="level"),
        pytest.param({"municipality": "2380"}, {"Lokal"}, id="municipality"),
        pytest.param({"status": "done", "municipality": "2380"}, set(), id="two that nothing fits"),
        pytest.param({"status": "nonsense", "level": "<script>"}, {"Kurs", "Lokal"}, id="words that are no choice"),
        pytest.param({"organisation": "no-uuid", "goal": "7"}, {"Kurs", "Lokal"}, id="identities that are none"),
    ],
)
def test_activities_are_chosen(session: Session, asked: dict[str, str], titles: set[str]) -> None:
    plan = a_plan(session)
    plan.add("activity", "Kurs", status="done", level="base", places=["2326"], funding_state="funded")
    plan.add("activity", "Lokal", places=["2380"], funding_state="unfunded")
    read = plan_of(session, plan.roadmap)

    assert {one.title for one in PlanFilter.of(asked).of_plan(read)} == titles


def test_activities_of_a_goal_and_of_an_organisation_are_chosen(session: Session) -> None:
    plan = a_plan(session)
    goal, organisation = plan.add("goal"), an_organisation(session)
    mine = plan.add("activity", goal=str(goal))
    plan.part(mine, organisation.id)
    plan.add("activity")
    read = plan_of(session, plan.roadmap)

    assert [one.id for one in PlanFilter.of({"goal": str(goal)}).of_plan(read)] == [mine]
    assert [one.id for one in PlanFilter.of({"organisation": str(organisation.id)}).of_plan(read)] == [mine]


def test_only_what_the_plan_holds_is_offered(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", status="done", places=["2326"])
    plan.add("activity", status="planned", places=["2326"])

    assert offered(session, plan) == {"status": ["planned", "done"]}


def test_what_an_address_has_chosen_is_offered_although_the_plan_has_nothing_of_it(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", status="done", places=["2326"])
    organisation = an_organisation(session)

    asked = {"status": "dropped", "municipality": "2309", "organisation": str(organisation.id)}

    assert offered(session, plan, asked) == {
        "organisation": [str(organisation.id)],
        "municipality": ["2326", "2309"],
        "status": ["done", "dropped"],
    }


def test_who_has_declined_to_lead_has_no_part_in_it(session: Session) -> None:
    plan = a_plan(session)
    organisation = an_organisation(session)
    part = plan.part(plan.add("activity"), organisation.id, "leads")
    own = replace(plan.editor, organisations=((organisation.id, organisation.name),), acting_for_id=organisation.id)
    rules.answer_part(session, plan.roadmap, part, Answer.DECLINED, note="Inte i år.", actor=own, at=AT)

    chosen = PlanFilter.of({"organisation": str(organisation.id)})

    assert chosen.of_plan(plan_of(session, plan.roadmap)) == []


def offered(session: Session, plan: Plan, asked: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    offers = offers_in(plan_of(session, plan.roadmap), PlanFilter.of(asked or {}), "sv")
    return {offer.name: [value for value, _ in offer.choices] for offer in offers}


def test_the_list_says_how_many_there_are_and_keeps_the_choice_in_its_form(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    plan.add("activity", "Kurs", status="done")
    plan.add("activity", "Lokal")

    page = client.page(f"/areas/{plan.slug}/activities?status=done")

    assert [row.text() for row in page.css("tbody th a")] == ["Kurs"]
    assert page.css_first("select[name=status] option[selected]").attributes["value"] == "done"


def test_an_empty_roadmap_says_what_the_page_is_for(session: Session, client: Browser) -> None:
    plan = a_plan(session)

    page = client.page(f"/areas/{plan.slug}/activities")

    assert page.css_first(".empty-state") is not None
    assert page.css_first("table") is None


def test_the_county_has_a_row_for_each_area_and_a_sum(session: Session, client: Browser) -> None:
    for _ in range(2):
        a_plan(session).add("activity")

    page = client.page("/county")

    assert len(page.css("tbody tr")) == 2
    assert page.css("tfoot td")[2].text() == "2"


def test_a_private_working_version_has_no_list_for_strangers(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)

    assert client.get(f"/areas/{plan.slug}/activities").status_code == 404
