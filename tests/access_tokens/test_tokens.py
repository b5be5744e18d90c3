"""Making tokens and ending them, and being told in time."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens import rules
from roadmaps.access_tokens.events import AccessTokenExpires, AccessTokenMade
from roadmaps.access_tokens.models import AccessToken, Scope
from roadmaps.access_tokens.queries import open_token
from roadmaps.accounts.events import EmailChangeStopped
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record, take_recorded
from roadmaps.notifications.models import OutgoingMail
from tests.browsing import Browser, page_of
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import as_actor

IN_SPRING = date(2027, 3, 31)


def test_what_is_kept_of_a_token_opens_nothing(session: Session, at: datetime) -> None:
    person = a_person(session)

    word = rules.make_token(
        session, person, name="Egen", scopes=[Scope.WRITE], last_on=IN_SPRING, actor=as_actor(session, person), at=at
    )

    token = session.scalars(select(AccessToken)).one()
    assert word.startswith("fp_")
    assert len(word) > 40
    assert word not in str(vars(token))
    assert (token.token_hash, token.beginning, token.scopes) == (hash_of(word), word[:8], ["read", "write"])
    assert [type(one) for one in take_recorded(session)] == [AccessTokenMade]
    assert open_token(session, word, at) is token
    assert open_token(session, token.token_hash, at) is None


@pytest.mark.parametrize("last_on", [date(2026, 11, 20), date(2027, 11, 24)])
def test_a_token_ends_and_not_in_more_than_a_year(session: Session, at: datetime, last_on: date) -> None:
    person = a_person(session)

    with pytest.raises(Invalid) as refusal:
        rules.make_token(session, person, name="x", scopes=[], last_on=last_on, actor=as_actor(session, person), at=at)

    assert set(refusal.value.fields) == {"last_on"}


def test_nobody_makes_a_token_for_another(session: Session, at: datetime) -> None:
    person, coordinator = a_person(session), as_actor(session, a_person(session, is_coordinator=True))

    with pytest.raises(NotAllowed):
        rules.make_token(session, person, name="x", scopes=[], last_on=IN_SPRING, actor=coordinator, at=at)


def test_owners_are_told_once_a_week_before(session: Session, at: datetime) -> None:
    person = a_person(session)
    account = a_service_account(session, coordinator := a_person(session, is_coordinator=True))
    a_token(session, person, name="Snart", expires_at=at + timedelta(days=6))
    a_token(session, person, name="Sedan", expires_at=at + timedelta(days=8))
    a_token(session, person, name="Slut", expires_at=at + timedelta(days=6), ended_at=at)
    program = a_token(session, account.person_id, name="Program", expires_at=at + timedelta(days=1))
    session.scalars(
        select(AccessToken).where(AccessToken.token_hash == hash_of(program))
    ).one().made_by_id = coordinator.id

    rules.remind(session, at)
    told = take_recorded(session)
    rules.remind(session, at + timedelta(hours=6))

    assert [(one.name, one.receiver_id) for one in told if isinstance(one, AccessTokenExpires)] == [
        ("Program", coordinator.id),
        ("Snart", person.id),
    ]
    assert take_recorded(session) == []


def test_a_letter_says_which_token_and_until_when(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    a_token(session, person, name="Bryggan", expires_at=at + timedelta(days=5))
    session.flush()

    client.application.extensions["chores"].do(
        client.application.extensions["units_of_work"], "tell of access tokens that expire", at
    )

    [letter] = session.scalars(select(OutgoingMail).where(OutgoingMail.to == person.email)).all()
    assert "Bryggan" in letter.text
    assert "/me/access-tokens" in letter.text


def test_a_theft_that_is_told_ends_what_has_come_since(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    a_token(session, person, name="Gammal")
    a_token(session, person, name="Tjuvens", made_at=at - timedelta(hours=1))
    session.flush()

    with client.application.extensions["units_of_work"].change() as work:
        record(work, EmailChangeStopped(person.id, was_kept=True, at=at, doubted_since=at - timedelta(hours=2)))

    session.expire_all()
    assert {one.name: one.ended_at is None for one in session.scalars(select(AccessToken))} == {
        "Gammal": True,
        "Tjuvens": False,
    }


def test_one_makes_a_token_on_ones_page_sees_it_once_and_ends_it(client: Browser, session: Session) -> None:
    client.sign_in(person := a_person(session))
    form = {"name": "Egen", "scopes": ["write", "readings"], "last_on": "2027-03-31"}

    made = client.post("/me/access-tokens/new", data=form)
    word = page_of(made).css_first("main output code").text()
    listed = client.page("/me/access-tokens")

    assert "no-store" in made.headers["Cache-Control"]
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {word}"}).json["id"] == str(person.id)
    assert word not in listed.html
    assert word[:8] in listed.html
    token = session.scalars(select(AccessToken)).one()
    assert client.post(f"/me/access-tokens/{token.id}/end").status_code == 303
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {word}"}).status_code == 401
    letters = session.scalars(select(OutgoingMail.text).where(OutgoingMail.person_id == person.id)).all()
    assert len(letters) == 1
    assert word not in letters[0]


def test_whoever_has_not_lately_shown_who_they_are_makes_no_token(client: Browser, session: Session) -> None:
    person = a_person(session)
    client.sign_in(person)

    with time_machine.travel(datetime.fromisoformat("2026-11-21T10:30:00+00:00"), tick=False):
        answer = client.post("/me/access-tokens/new", data={"name": "Egen", "last_on": "2027-03-31"})

    assert answer.status_code == 303
    assert session.scalars(select(AccessToken)).all() == []


def test_another_finds_no_token_of_mine(client: Browser, session: Session) -> None:
    a_token(session, a_person(session))
    token = session.scalars(select(AccessToken)).one()

    client.sign_in(a_person(session, "Någon Annan", is_coordinator=True))

    assert client.post(f"/me/access-tokens/{token.id}/end").status_code == 404


def test_a_sign_in_is_still_a_sign_in_for_those_who_have_tokens(client: Browser, session: Session, at) -> None:
    person = a_person(session)
    a_token(session, person)

    _sign_in, cookie = a_sign_in(session, person, at=at)

    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {cookie}"}).status_code == 401
