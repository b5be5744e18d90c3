"""The whole way, with a provider that is a program of its own."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.single_sign_on.models import ProviderAccount, Tie
from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.browsing import Browser
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import an_area, as_actor
from tests.factories.single_sign_on import a_provider
from tests.provider_process import provider_process

KARIN = {
    "sub": "karin-42",
    "name": "Karin Åslund",
    "email": "karin@region.example.org",
    "email_verified": True,
    "groups": ["fardplan-energi"],
    "organisation": "232100-0214",
}
PER = {"sub": "per-7", "name": "Per Olsson", "email": "per@region.example.org", "email_verified": False}


@pytest.fixture(autouse=True)
def at() -> None:
    """Servers have a clock of their own."""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider_process(KARIN, PER) as address:
        yield address


@pytest.fixture(autouse=True)
def trusting(app: Flask, issuer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = a_provider(
        issuer,
        makes_persons=True,
        organisations={"232100-0214": "regionen"},
        roles=[{"group": "fardplan-energi", "area": "hallbar-energi", "role": "editor"}],
    )
    monkeypatch.setitem(app.extensions, EXTENSION, Trusted([provider]))


def go(client: Browser, subject: str, *, going: str = "/sign-in/with/region?next=/organisations", act: str = ""):
    """Press the button, choose who one is at the provider, and come back."""
    sent = client.get(going)
    chosen = {"action": act} if act else {"sub": subject}
    answered = requests.post(sent.location, data=chosen, allow_redirects=False, timeout=10)
    assert answered.status_code == 302, answered.text
    back = urlsplit(answered.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_a_new_person_comes_in_with_a_name_an_organisation_and_a_role(client: Browser, session: Session) -> None:
    an_organisation(session, "Regionen")
    area = an_area(session, "Hållbar energi")

    answer = go(client, "karin-42")

    assert answer.location == "/organisations"
    account = session.scalars(select(ProviderAccount)).one()
    actor = as_actor(session, session.get_one(type(a_person(session, "Maja")), account.person_id))
    assert (actor.name, account.tie) == ("Karin Åslund", Tie.NEW_PERSON)
    assert [name for _, name in actor.organisations] == ["Regionen"]
    assert actor.has(area.id, "editor")
    assert "Karin Åslund" in client.page("/me").css_first("main").text()


def test_who_is_known_comes_in_again_and_signs_out(client: Browser, session: Session) -> None:
    a_person(session, email="karin@region.example.org")
    go(client, "karin-42")
    client.post("/sign-out")
    go(client, "karin-42")

    page = client.page(client.post("/sign-out").location)

    there = requests.get(page.css_first("main a[data-turbo='false']").attributes["href"], timeout=10)
    assert there.status_code == 200
    assert "/signed-out" in there.text
    assert all(one.ended_at for one in session.scalars(select(SignIn)))


def test_an_address_that_the_provider_has_not_verified_opens_nothing(client: Browser, session: Session) -> None:
    a_person(session, "Per Olsson", email="per@region.example.org")

    assert go(client, "per-7").status_code == 403
    assert client.get("/me").status_code == 303


def test_who_stops_there_is_not_signed_in(client: Browser) -> None:
    assert go(client, "", act="deny").status_code == 400


def test_an_account_is_tied_and_asks_before_it_is(client: Browser, session: Session) -> None:
    per = a_person(session, "Per Olsson", email="per@home.example")
    client.sign_in(per)

    confirm = go(client, "per-7", going="/me/accounts-elsewhere/with/region")
    assert "Per Olsson" in client.page(confirm.location).css_first("main").text()
    client.post("/me/accounts-elsewhere/new")
    client.post("/sign-out")
    go(client, "per-7")

    assert "per@home.example" in client.page("/me").css_first("main").text()


def test_one_shows_again_who_one_is_and_only_oneself(client: Browser, session: Session) -> None:
    a_person(session, email="karin@region.example.org")
    go(client, "karin-42")
    here = session.scalars(select(SignIn)).one()
    before = here.proved_at

    assert go(client, "per-7", going="/me/proof/with/region").status_code == 403
    assert here.proved_at == before
    assert go(client, "karin-42", going="/me/proof/with/region?next=/me/password").location == "/me/password"
    assert here.proved_at > before


def test_it_is_asked_from_the_command_line(app: Flask, session: Session) -> None:
    session.flush()
    faulty = app.test_cli_runner().invoke(args=["providers", "check"])
    assert faulty.exit_code == 1
    assert "FAULT: there is no area 'hallbar-energi'" in faulty.output
    assert "FAULT: there is no organisation 'regionen'" in faulty.output
    an_organisation(session, "Regionen")
    an_area(session, "Hållbar energi")
    session.flush()

    well = app.test_cli_runner().invoke(args=["providers", "check"])

    assert well.exit_code == 0, well.output
    assert "/sign-in/with/region/answer" in well.output
