"""Accounts of programs: made by coordinators, acting for one organisation, and never signed in as."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken, ServiceAccount
from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Person, Way
from roadmaps.accounts.terms import Terms
from roadmaps.areas.models import Role
from roadmaps.areas.policy import may_grant
from roadmaps.foundation.errors import NotAllowed
from roadmaps.notifications.models import OutgoingMail
from tests.browsing import Browser, page_of
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import an_area, as_actor


def test_a_coordinator_makes_one_gives_it_a_token_and_closes_it(client: Browser, session: Session) -> None:
    organisation = an_organisation(session, "Torsta AB")
    client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))

    made = client.post(
        "/administration/service-accounts/new",
        data={"organisation": str(organisation.id), "name": "Statistikbryggan", "purpose": "Läser mätvärden"},
    )
    account = session.scalars(select(ServiceAccount)).one()
    person = session.get_one(Person, account.person_id)
    address = f"/administration/service-accounts/{account.person_id}"
    shown = client.post(f"{address}/tokens/new", data={"name": "Drift", "last_on": "2027-03-31"})
    word = page_of(shown).css_first("main output code").text()
    headers = {"Authorization": f"Bearer {word}"}
    me = client.get("/api/v1/me", headers=headers).json
    listed = client.page("/administration/service-accounts").body.text()
    closed = client.post(f"{address}/closing")

    assert (made.status_code, closed.status_code) == (303, 303)
    assert person.name.startswith("Statistikbryggan (")
    assert (me["name"], me["acting_for"]) == (person.name, str(organisation.id))
    assert "Torsta AB" in listed
    assert word[:8] in listed
    assert client.get("/api/v1/me", headers=headers).status_code == 401
    assert session.scalars(select(AccessToken)).one().ended_at is not None


def test_its_tokens_are_ended_by_coordinators(client: Browser, session: Session) -> None:
    account = a_service_account(session, a_person(session))
    word = a_token(session, account.person_id)
    token = session.scalars(select(AccessToken)).one()

    client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))
    ended = client.post(f"/me/access-tokens/{token.id}/end")

    assert ended.headers["Location"].endswith("/administration/service-accounts")
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {word}"}).status_code == 401


def test_nobody_signs_in_as_a_program(session: Session, at: datetime) -> None:
    account = a_service_account(session, a_person(session))
    person = session.get_one(Person, account.person_id)

    with pytest.raises(NotAllowed):
        accounts.enter_as(session, person, way=Way.LETTER, is_strong=False, terms=Terms(), user_agent="", at=at)


def test_a_program_leads_nothing_and_coordinates_nothing(session: Session, at: datetime) -> None:
    coordinator = as_actor(session, a_person(session, is_coordinator=True))
    account = a_service_account(session, a_person(session))
    person, area = session.get_one(Person, account.person_id), an_area(session)

    may = {role for role in Role if may_grant(coordinator, area, role, person)}

    assert may == {Role.READER, Role.ACTOR, Role.EDITOR}
    with pytest.raises(NotAllowed):
        accounts.appoint_coordinator(session, person, at=at, actor=coordinator)


def test_no_letter_is_written_to_a_program(client: Browser, session: Session, at: datetime) -> None:
    account = a_service_account(session, a_person(session))
    person = session.get_one(Person, account.person_id)

    client.post("/reset", data={"email": person.email})

    assert session.scalars(select(OutgoingMail).where(OutgoingMail.to == person.email)).all() == []


def test_the_address_that_a_service_account_has_for_the_form_of_it_is_shown_to_nobody(client, session) -> None:
    coordinator = a_person(session, is_coordinator=True)
    account = a_service_account(session, coordinator)
    client.sign_in(coordinator)

    page = client.page("/people").css_first("main").text()

    assert session.get_one(Person, account.person_id).name in page
    assert ".invalid" not in page
