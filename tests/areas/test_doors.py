import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Invitation, Person
from roadmaps.areas.models import Area, Color, Role, RoleGrant
from roadmaps.foundation.clock import now, today
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor, someone_with


def as_coordinator(client: Browser, session: Session) -> Person:
    maja = session.get_one(Person, a_coordinator(session).person_id)
    client.sign_in(maja)
    return maja


def as_leader(client: Browser, session: Session, area: Area, role: Role = Role.PROCESS_LEADER) -> Person:
    person = session.get_one(Person, someone_with(session, area, role).person_id)
    client.sign_in(person)
    return person


def test_the_page_tells_the_public_functions_and_organisations_and_no_names(client: Browser, session: Session) -> None:
    area, per = an_area(session), a_person(session, "Per Holm")
    a_role(session, area, per, Role.PROCESS_LEADER)
    a_membership(session, per, an_organisation(session, "Region Jämtland Härjedalen")).function = "strateg"

    public = client.page(f"/areas/{area.slug}").css_first("main").text()
    client.sign_in(a_person(session))
    known = client.page(f"/areas/{area.slug}").css_first("main").text()

    assert area.name in public
    assert "strateg, Region Jämtland Härjedalen" in public
    assert "Per Holm" not in public
    assert "Per Holm" in known
    assert per.email not in known


def test_an_area_without_an_active_process_leader_says_so(client: Browser, session: Session) -> None:
    area, per = an_area(session), a_person(session)
    grant = a_role(session, area, per, Role.PROCESS_LEADER)

    led = client.page(f"/areas/{area.slug}").css_first(".callout")
    grant.until_on = today() - timedelta(days=1)
    unled = client.page(f"/areas/{area.slug}").css_first(".callout")

    assert (led, unled is not None) == (None, True)


def test_the_old_address_of_an_area_leads_on_for_good(client: Browser, session: Session) -> None:
    area = an_area(session, "Upplevelser")
    as_coordinator(client, session)

    moved = client.post("/areas/upplevelser/edit", data={"name": "Besöksnäring", "color": "rust", "description": "X"})
    answer = client.get("/areas/upplevelser?state=all")
    people = client.get("/areas/upplevelser/people")

    assert moved.location == "/areas/besoksnaring"
    assert (area.color, area.description) == (Color.RUST, "X")
    assert (answer.status_code, answer.location) == (301, "/areas/besoksnaring?state=all")
    assert (people.status_code, people.location) == (301, "/areas/besoksnaring/people")


def test_there_is_no_such_area(client: Browser) -> None:
    assert client.get("/areas/nowhere").status_code == 404


def test_a_coordinator_creates_orders_archives_and_reopens_areas(client: Browser, session: Session) -> None:
    as_coordinator(client, session)
    for name in ("Ett", "Två"):
        assert client.post("/administration/areas/new", data={"name": name, "color": "lake"}).status_code == 302

    client.post("/areas/tva/position", data={"to": "up"})
    page = client.page("/administration/areas").css_first("main").text()
    assert page.index("Två") < page.index("Ett")

    client.post("/areas/ett/archiving")
    area = session.scalars(select(Area).where(Area.slug == "ett")).one()
    assert area.archived_at == now()
    client.post("/areas/ett/reopening")
    assert area.archived_at is None


def test_a_form_with_a_fault_keeps_what_was_typed(client: Browser, session: Session) -> None:
    an_area(session, "Upplevelser")
    as_coordinator(client, session)

    answer = client.post(
        "/administration/areas/new", data={"name": "upplevelser", "description": "Något nytt", "color": "rust"}
    )

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("#field-name-error") is not None
    assert page.css_first("[name=description]").text().strip() == "Något nytt"
    assert page.css_first("[name=color] [selected]").attributes["value"] == "rust"


def test_a_leader_describes_the_own_area_and_no_other(client: Browser, session: Session) -> None:
    area, other = an_area(session), an_area(session)
    as_leader(client, session, area, Role.DEPUTY)

    client.post(f"/areas/{area.slug}/description", data={"description": "Sol och vind."})

    assert area.description == "Sol och vind."
    assert client.post(f"/areas/{other.slug}/description", data={"description": "X"}).status_code == 403


def test_a_leader_sees_the_people_of_the_area_with_their_addresses(client: Browser, session: Session) -> None:
    area = an_area(session)
    editor = session.get_one(Person, someone_with(session, area, Role.EDITOR).person_id)
    as_leader(client, session, area)

    assert editor.email in client.page(f"/areas/{area.slug}/people").body.text()
    assert client.get(f"/areas/{area.slug}/people").headers["Cache-Control"] == "no-store"


def test_the_people_of_an_area_are_closed_to_those_who_do_not_lead_it(client: Browser, session: Session) -> None:
    area, other = an_area(session), an_area(session)
    grant = a_role(session, area, a_person(session), Role.ACTOR)
    pages = [f"/areas/{area.slug}/people{rest}" for rest in ("", "/new", "/invitation", f"/{grant.id}/days")]

    assert {client.get(page).status_code for page in pages} == {303}
    as_leader(client, session, other)
    assert {client.get(page).status_code for page in pages} == {403}
    as_leader(client, session, area, Role.EDITOR)
    assert {client.get(page).status_code for page in pages} == {403}
    assert client.post(f"/areas/{area.slug}/people/{grant.id}/end").status_code == 403
    assert client.post(f"/areas/{area.slug}/people/new", data={}).status_code == 403


def test_a_leader_gives_changes_and_ends_a_role(client: Browser, session: Session) -> None:
    area, karin = an_area(session), a_person(session)
    as_leader(client, session, area)
    people = f"/areas/{area.slug}/people"

    given = client.post(f"{people}/new", data={"person_id": str(karin.id), "role": "editor", "until_on": "2027-01-31"})
    grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == karin.id)).one()
    assert (given.location, grant.from_on, grant.until_on) == (people, today(), date(2027, 1, 31))

    client.post(f"{people}/{grant.id}/days", data={"from_on": "2026-11-01", "until_on": ""})
    assert (grant.from_on, grant.until_on) == (date(2026, 11, 1), None)
    assert client.post(f"{people}/{grant.id}/end", data={"next": people}).location == people
    assert grant.ended_at == now()
    assert "Karin Åslund" in client.page(people).body.text()


@pytest.mark.parametrize("role", ["process_leader", "deputy"])
def test_a_leader_is_not_offered_and_does_not_give_the_roles_of_those_who_lead(
    client: Browser, session: Session, role: str
) -> None:
    area, karin = an_area(session), a_person(session)
    as_leader(client, session, area)
    address = f"/areas/{area.slug}/people/new"

    offered = [one.attributes["value"] for one in client.page(address).css("[name=role]")]
    answer = client.post(address, data={"person_id": str(karin.id), "role": role})

    assert offered == ["reader", "actor", "editor"]
    assert answer.status_code == 403
    assert as_actor(session, karin).roles == {}


def test_a_role_of_another_area_is_not_reached_through_the_own(client: Browser, session: Session) -> None:
    area, other = an_area(session), an_area(session)
    theirs = a_role(session, other, a_person(session), Role.EDITOR)
    as_leader(client, session, area)

    assert client.post(f"/areas/{area.slug}/people/{theirs.id}/end").status_code == 404
    assert client.get(f"/areas/{area.slug}/people/{theirs.id}/days").status_code == 404
    assert theirs.ended_at is None


def test_everyone_may_lay_down_the_own_role_from_my_page(client: Browser, session: Session) -> None:
    area, karin = an_area(session), a_person(session)
    grant = a_role(session, area, karin, Role.EDITOR)
    client.sign_in(karin)
    form = client.page("/me").css_first(f"form[action='/areas/{area.slug}/people/{grant.id}/end']")
    assert form is not None

    client.post(form.attributes["action"])

    assert grant.ended_at == now()


def test_a_leader_invites_and_the_role_comes_with_accepting(client: Browser, session: Session) -> None:
    area = an_area(session)
    as_leader(client, session, area)

    answer = client.post(
        f"/areas/{area.slug}/people/invitation",
        data={"email": "asa@example.org", "name": "Åsa", "language": "sv", "role": "editor", "organisation_id": ""},
    )
    letter = client.page(answer.location)
    link = letter.css_first(".letter-link a").attributes["href"]
    assert "asa@example.org" in client.page(f"/areas/{area.slug}/people").body.text()

    client.post("/sign-out")
    client.post(
        link.removeprefix("http://127.0.0.1:8000"),
        data={"name": "Åsa Berg", "language": "sv", "password": "fyra björkar på udden"},
    )

    asa = session.scalars(select(Person).where(Person.email == "asa@example.org")).one()
    assert as_actor(session, asa).roles == {area.id: {"editor"}}


def test_where_letters_are_sent_a_leader_sees_no_link_so_learns_of_no_account_and_becomes_nobody(
    client: Browser, session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = an_area(session)
    as_leader(client, session, area)
    settings = replace(app.extensions["settings"], mail_url="smtp://mail.example.org")
    monkeypatch.setitem(app.extensions, "settings", settings)

    answer = client.post(
        f"/areas/{area.slug}/people/invitation",
        data={"email": "asa@example.org", "name": "Åsa", "language": "sv", "role": "editor", "organisation_id": ""},
    )
    shown = client.get(answer.location).text
    again = client.post(f"{answer.location.removesuffix('/letter')}/sending")

    assert "asa@example.org" in shown
    assert not re.search(r"/invitations/[\w-]{43}", shown + client.get(again.location).text)


def test_an_invitation_to_another_area_is_not_the_leaders_to_settle(client: Browser, session: Session) -> None:
    area, other = an_area(session), an_area(session)
    letter = accounts.invite(session, email="asa@example.org", area_id=other.id, at=now(), actor=a_coordinator(session))
    as_leader(client, session, area)

    assert client.post(f"/invitations/{letter.invitation.id}/withdrawal").status_code == 404
    assert session.get_one(Invitation, letter.invitation.id).withdrawn_at is None


def test_a_coordinator_hands_an_area_over(client: Browser, session: Session) -> None:
    area, old, new = an_area(session), a_person(session, "Per Holm"), a_person(session, "Åsa Berg")
    a_role(session, area, old, Role.PROCESS_LEADER)
    old.deactivated_at = now()
    as_coordinator(client, session)
    address = f"/areas/{area.slug}/handover"
    assert client.page(address).css_first("[name=from_person_id]") is not None

    client.post(address, data={"from_person_id": str(old.id), "to_person_id": str(new.id), "from_on": ""})

    assert as_actor(session, new).roles == {area.id: {"process_leader"}}


def test_a_handover_without_a_leader_points_to_giving_the_role(client: Browser, session: Session) -> None:
    area = an_area(session)
    as_coordinator(client, session)

    page = client.page(f"/areas/{area.slug}/handover")

    assert page.css_first("[name=from_person_id]") is None
    assert page.css_first(f"main a[href='/areas/{area.slug}/people/new']") is not None


def test_leaders_neither_hand_over_nor_look_after_areas(client: Browser, session: Session) -> None:
    area = an_area(session)
    as_leader(client, session, area)

    for address in ("edit", "handover"):
        assert client.get(f"/areas/{area.slug}/{address}").status_code == 403
    for address in ("position", "archiving", "reopening"):
        assert client.post(f"/areas/{area.slug}/{address}").status_code == 403
    assert client.get("/administration/areas").status_code == 403
