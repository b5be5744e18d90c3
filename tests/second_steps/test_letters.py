from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.notifications.models import OutgoingMail
from roadmaps.passkeys.models import Passkey
from roadmaps.passkeys.site import site_at
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.passkeys import Device
from tests.factories.second_steps import an_app, shown_at, some_codes


def letters_to(session: Session, email: str) -> list[OutgoingMail]:
    return list(session.scalars(select(OutgoingMail).where(OutgoingMail.to == email)))


def test_a_new_app_is_told_once_with_nothing_secret_in_it(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session, language="en")
    client.sign_in(person)
    client.post("/me/second-step/offer")
    secret = client.page("/me/second-step/app").css_first(".second-step-secret").text().replace(" ", "").strip()

    client.post("/me/second-step/app", data={"code": shown_at(secret, at)})

    [letter] = letters_to(session, person.email)
    assert "You show a code from an app from now on." in letter.text
    assert secret not in letter.text + letter.html


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_used_recovery_code_is_told_with_how_many_are_left(client: Browser, session: Session, language: str) -> None:
    person = a_person(session, language=language)
    an_app(session, person)
    code = some_codes(session, person)[0]
    client.post("/sign-in", data={"email": person.email, "password": PASSWORD})

    client.post("/sign-in/second-step/code", data={"code": code})

    [letter] = letters_to(session, person.email)
    assert "9" in letter.text
    assert code not in letter.text


def test_whoever_is_guessed_at_is_told(client: Browser, session: Session) -> None:
    person = a_person(session, language="en")
    an_app(session, person)
    client.post("/sign-in", data={"email": person.email, "password": PASSWORD})

    for _ in range(8):
        client.post("/sign-in/second-step/code", data={"code": "12"})

    [letter] = letters_to(session, person.email)
    assert "many wrong codes" in letter.text


def test_a_passkey_is_told_when_it_comes_and_when_it_goes(client: Browser, session: Session) -> None:
    person = a_person(session, language="en")
    client.sign_in(person)
    device = Device(site=site_at(client.application.config["BASE_URL"]))

    sent = device.make(client.post("/me/passkeys/challenge").json)
    client.post("/me/passkeys/new", data={"name": "Telefonen", "answer": sent})
    passkey = session.scalars(select(Passkey)).one()
    client.post(f"/me/passkeys/{passkey.id}/removal")

    told = " ".join(letter.text for letter in letters_to(session, person.email))
    assert "You have a new passkey." in told
    assert "no longer opens anything" in told


def test_a_reset_is_told_in_one_letter(client: Browser, session: Session) -> None:
    person = a_person(session, "Per Olsson", language="en")
    an_app(session, person)
    Device().known_to(session, person)
    client.sign_in(a_person(session, is_coordinator=True))

    client.post(f"/people/{person.id}/second-step/reset")

    [letter] = letters_to(session, person.email)
    assert "A coordinator has taken your second step away" in letter.text
