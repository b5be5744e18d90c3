"""The names that are offered for links while one writes."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.roadmap.table import find_links
from roadmaps.site.names import SHOWN, names_beginning
from tests.browsing import Browser
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import an_area
from tests.factories.glossary import a_term
from tests.factories.roadmap import Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def offered(plan: Plan, query: str, *, near: str = "") -> list[str]:
    return [one.name for one in names_beginning(plan.session, query, viewer=plan.editor, near=near)]


def test_blocks_areas_organisations_and_terms_are_offered_each_with_what_it_is(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Zonen växer")
    area, body, term = (
        an_area(session, "Zonlösningar"),
        an_organisation(session, "Zonbolaget"),
        a_term(session, "zonplan"),
    )

    found = names_beginning(session, "zon", viewer=plan.editor)

    assert [(one.name, one.sort, one.address) for one in found] == [
        ("Zonbolaget", "Organisation", f"/organisations/{body.slug}"),
        ("Zonen växer", "Goal", f"/blocks/{goal}"),
        ("Zonlösningar", "Strength area", f"/areas/{area.slug}"),
        ("zonplan", "Term", f"/glossary/{term}"),
    ]


def test_a_name_is_found_by_the_beginning_of_any_of_its_words_in_any_case(plan: Plan) -> None:
    plan.add("goal", "Fler Åkrar brukas")

    assert offered(plan, "ÅKR") == offered(plan, "brukas") == offered(plan, "fler  å") == ["Fler Åkrar brukas"]
    assert offered(plan, "krar") == offered(plan, "") == offered(plan, " ") == offered(plan, "%") == []


def test_what_stands_in_the_roadmap_at_hand_comes_before_what_stands_elsewhere(session: Session, plan: Plan) -> None:
    elsewhere = a_plan(session)
    elsewhere.add("goal", "Xylofon A")
    plan.add("goal", "Xylofon B")

    assert offered(plan, "xyl") == ["Xylofon A", "Xylofon B"]
    assert offered(plan, "xyl", near=plan.slug) == ["Xylofon B", "Xylofon A"]


def test_what_is_removed_or_may_not_be_read_is_not_offered(session: Session, plan: Plan) -> None:
    secret = a_plan(session, is_public=False)
    secret.add("goal", "Xylofon hemlig")
    plan.remove(plan.add("goal", "Xylofon borta"))

    assert offered(plan, "xyl") == []
    assert [one.name for one in names_beginning(session, "xyl", viewer=secret.editor)] == ["Xylofon hemlig"]


def test_a_name_that_several_have_is_offered_once_as_what_the_saved_text_will_lead_to(
    session: Session, plan: Plan
) -> None:
    a_term(session, "Kvarnvatten")
    an_organisation(session, "Kvarnvatten")
    first = plan.add("goal", "Kvarnvatten")
    plan.add("activity", "Kvarnvatten")

    [only] = names_beginning(session, "kvarnv", viewer=plan.editor)

    assert only.address == f"/blocks/{first}" == find_links(session, ["Kvarnvatten"])["Kvarnvatten"]


def test_a_part_in_an_activity_does_not_stand_for_its_organisation(session: Session, plan: Plan) -> None:
    body = an_organisation(session, "Xylobolaget")
    plan.part(plan.add("activity"), body.id)

    [only] = names_beginning(session, "xylo", viewer=plan.editor)

    assert only.address == f"/organisations/{body.slug}" == find_links(session, ["Xylobolaget"])["Xylobolaget"]


def test_terms_and_organisations_are_found_by_their_other_names_too(session: Session, plan: Plan) -> None:
    a_term(session, "färdplan", title_en="xroadmap", synonyms="xhandlingsplan, xplan")
    an_organisation(session, "Lantbrukarna").short_name = "XLRF"

    assert offered(plan, "xroad") == offered(plan, "xplan") == ["färdplan"]
    assert offered(plan, "xl") == ["Lantbrukarna"]


def test_no_more_are_offered_than_can_be_chosen_from(plan: Plan) -> None:
    for number in range(SHOWN + 3):
        plan.add("goal", f"Xylofon {number:02}")

    assert offered(plan, "xyl") == [f"Xylofon {number:02}" for number in range(SHOWN)]


def test_the_door_answers_those_who_are_signed_in(client: Browser, session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Xylofon [A]")
    address = f"/names?q=xylo&area={plan.slug}"

    assert client.get(address).status_code == 303
    found = client.sign_in(plan.person(plan.editor)).get(address).json
    assert client.sign_in(a_person(session)).get("/names").json == []

    detail = f"Mål, {plan.roadmap.area.name}"
    assert found == [{"name": "Xylofon [A]", "detail": detail, "address": f"/blocks/{goal}", "is_label": False}]
