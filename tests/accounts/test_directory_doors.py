import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.browser_names import browser_name
from roadmaps.accounts.models import Helix, Membership, Organisation, Person
from roadmaps.areas.models import Role
from roadmaps.foundation.clock import now, today
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, an_area, someone_with


def as_coordinator(client: Browser, session: Session) -> Person:
    maja = session.get_one(Person, a_coordinator(session).person_id)
    client.sign_in(maja)
    return maja


def test_everyone_sees_the_organisations_and_only_people_here_see_people(client: Browser, session: Session) -> None:
    torsta = an_organisation(session, "Torsta")
    a_membership(session, a_person(session), torsta)

    assert "Torsta" in client.page("/organisations").body.text()
    assert "Karin Åslund" not in client.page(f"/organisations/{torsta.id}").body.text()
    client.sign_in(a_person(session, "Per Holm"))
    assert "Karin Åslund" in client.page("/organisations/torsta").body.text()


def test_there_is_no_such_organisation(client: Browser) -> None:
    assert client.get("/organisations/nowhere").status_code == 404
    assert client.get("/organisations/019aa0b0-0000-7000-8000-000000000000").status_code == 404


def test_a_coordinator_adds_changes_archives_and_reopens_an_organisation(client: Browser, session: Session) -> None:
    as_coordinator(client, session)
    told = {"name": "Torsta", "helix": "business", "short_name": "", "homepage": "torsta.se"}

    assert client.post("/administration/organisations/new", data={**told, "helix": ""}).status_code == 422
    client.post("/administration/organisations/new", data=told)
    torsta = session.scalars(select(Organisation)).one()
    assert (torsta.name, torsta.helix, torsta.homepage) == ("Torsta", Helix.BUSINESS, "https://torsta.se")

    address = f"/organisations/{torsta.id}"
    assert client.page(f"{address}/edit").css_first("[name=name]").attributes["value"] == "Torsta"
    assert client.page(f"{address}/edit").css_first("[name=helix][checked]").attributes["value"] == "business"
    client.post(f"{address}/edit", data={**told, "name": "Torsta AB"})
    client.post(f"{address}/archiving")
    assert (torsta.name, torsta.archived_at) == ("Torsta AB", now())
    client.post(f"{address}/reopening")
    assert torsta.archived_at is None


def test_a_coordinator_adds_and_removes_people_of_an_organisation(client: Browser, session: Session) -> None:
    as_coordinator(client, session)
    karin, torsta = a_person(session), an_organisation(session)
    address = f"/organisations/{torsta.id}/members"
    assert str(karin.id) in client.get(f"{address}/new").text

    refused = client.post(f"{address}/new", data={"person_id": str(karin.id), "from_on": "snart"})
    client.post(f"{address}/new", data={"person_id": str(karin.id), "function": "rådgivare", "from_on": ""})

    membership = session.scalars(select(Membership)).one()
    assert refused.status_code == 422
    assert (membership.function, membership.from_on, membership.until_on) == ("rådgivare", today(), None)
    client.post(f"{address}/{membership.id}/end")
    assert membership.ended_at == now()


def test_a_membership_is_ended_only_through_its_own_organisation(client: Browser, session: Session) -> None:
    as_coordinator(client, session)
    membership = a_membership(session, a_person(session), an_organisation(session))

    answer = client.post(f"/organisations/{an_organisation(session).id}/members/{membership.id}/end")

    assert answer.status_code == 404
    assert membership.ended_at is None


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/administration"),
        ("get", "/administration/organisations/new"),
        ("post", "/administration/organisations/new"),
        ("get", "/organisations/{organisation}/edit"),
        ("post", "/organisations/{organisation}/edit"),
        ("post", "/organisations/{organisation}/archiving"),
        ("post", "/organisations/{organisation}/reopening"),
        ("post", "/organisations/{organisation}/members/new"),
        ("post", "/people/{person}/deactivation"),
        ("post", "/people/{person}/reactivation"),
        ("post", "/people/{person}/appointment"),
        ("post", "/people/{person}/dismissal"),
    ],
)
def test_what_coordinators_do_is_closed_to_all_others(
    client: Browser, session: Session, method: str, address: str
) -> None:
    at = address.format(organisation=an_organisation(session).id, person=a_person(session).id)

    assert getattr(client, method)(at).status_code == {"get": 303, "post": 403}[method]
    leader = someone_with(session, an_area(session), Role.PROCESS_LEADER)
    client.sign_in(session.get_one(Person, leader.person_id))
    assert getattr(client, method)(at).status_code == 403


def test_coordinators_find_people_with_their_addresses_and_leaders_without(client: Browser, session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    leader = someone_with(session, an_area(session), Role.PROCESS_LEADER)

    client.sign_in(session.get_one(Person, leader.person_id))
    for_leader = client.page("/people?words=karin").body.text()
    as_coordinator(client, session)
    for_coordinator = client.page("/people?words=karin&organisation=nonsense&state=nonsense").body.text()

    assert karin.name in for_leader
    assert karin.email not in for_leader
    assert karin.email in for_coordinator


def test_the_list_of_people_is_closed_to_those_who_lead_nothing(client: Browser, session: Session) -> None:
    other = a_person(session)
    me = a_person(session, "Per Holm")
    client.sign_in(me)

    assert client.get("/people").status_code == 403
    assert client.get(f"/people/{other.id}").status_code == 404
    assert client.get(f"/people/{me.id}").status_code == 200


def test_a_leader_sees_the_address_of_people_in_the_own_area(client: Browser, session: Session) -> None:
    area = an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    editor = session.get_one(Person, someone_with(session, area, Role.EDITOR).person_id)
    elsewhere = session.get_one(Person, someone_with(session, an_area(session), Role.EDITOR).person_id)
    client.sign_in(session.get_one(Person, leader.person_id))

    assert editor.email in client.get(f"/people/{editor.id}").text
    assert elsewhere.email not in client.get(f"/people/{elsewhere.id}").text


def test_a_coordinator_deactivates_and_the_person_is_out_at_once(client: Browser, session: Session) -> None:
    karin = a_person(session)
    elsewhere = client.application.test_client()
    elsewhere.session = session
    elsewhere.sign_in(karin)
    as_coordinator(client, session)
    assert elsewhere.get("/me").status_code == 200

    client.post(f"/people/{karin.id}/deactivation")

    assert elsewhere.get("/me").status_code == 303
    assert "Karin Åslund" in client.page(f"/people/{karin.id}").body.text()
    client.post(f"/people/{karin.id}/reactivation")
    assert karin.deactivated_at is None


def test_a_coordinator_appoints_another_and_may_then_step_down(client: Browser, session: Session) -> None:
    maja, karin = as_coordinator(client, session), a_person(session)

    alone = client.post(f"/people/{maja.id}/dismissal")
    client.post(f"/people/{karin.id}/appointment")
    client.post(f"/people/{maja.id}/dismissal")

    assert alone.status_code == 422
    assert (maja.is_coordinator, karin.is_coordinator) == (False, True)


def test_the_administration_begins_with_what_there_is(client: Browser, session: Session) -> None:
    as_coordinator(client, session)

    page = client.page("/administration")

    links = {link.attributes["href"] for link in page.css("main a")}
    assert {"/people", "/administration/invitations", "/organisations", "/administration/areas"} <= links


def test_a_name_is_shown_as_text_whatever_it_holds(client: Browser, session: Session) -> None:
    as_coordinator(client, session)
    an_organisation(session, "<script>alert(1)</script>")

    page = page_of(client.get("/organisations"))

    assert "<script>alert(1)</script>" in page.css_first("main").text()
    assert page.css_first("main script") is None


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari, iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Linux"),
        ("", ""),
    ],
)
def test_a_browser_is_told_in_a_word_or_two(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
