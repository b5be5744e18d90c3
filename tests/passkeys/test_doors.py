from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn, Way
from roadmaps.passkeys.models import Passkey
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.passkeys import SITE, Device
from tests.factories.second_steps import a_choice, an_app

ASK, SIGN_IN = "/sign-in/passkey/challenge", "/sign-in/passkey"


@pytest.fixture(autouse=True)
def site(app: Flask) -> Iterator[None]:
    """An address under which browsers let passkeys be used."""
    before, app.config["BASE_URL"] = app.config["BASE_URL"], SITE.origin
    yield
    app.config["BASE_URL"] = before


def a_phone(session: Session, person: Person) -> Device:
    phone = Device()
    phone.known_to(session, person)
    return phone


def sign_ins_of(session: Session, person: Person) -> list[SignIn]:
    return list(session.scalars(select(SignIn).where(SignIn.person_id == person.id)))


def test_a_passkey_signs_in_and_counts_for_two_steps(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    phone = a_phone(session, person)

    answer = client.post(SIGN_IN, data={"answer": phone.show(client.post(ASK).json), "next": "/me"})

    [sign_in] = sign_ins_of(session, person)
    assert (answer.status_code, answer.location) == (303, "/me")
    assert (sign_in.way, sign_in.strong_at, sign_in.waits_for_second_step) == (Way.PASSKEY, at, False)
    assert client.get("/me").status_code == 200


def test_what_is_asked_is_the_same_for_everybody(client: Browser, session: Session) -> None:
    nobody = client.post(ASK).json
    a_phone(session, a_person(session))
    somebody = client.post(ASK).json

    assert nobody.pop("challenge") != somebody.pop("challenge")
    assert nobody == somebody
    assert not somebody.get("allowCredentials")


def test_the_way_on_leads_nowhere_else(client: Browser, session: Session) -> None:
    phone = a_phone(session, a_person(session))

    answer = client.post(SIGN_IN, data={"answer": phone.show(client.post(ASK).json), "next": "https://evil.example"})

    assert answer.location == "/"


def test_an_answer_from_another_browser_opens_nothing(client: Browser, session: Session) -> None:
    person = a_person(session)
    phone = a_phone(session, person)
    thief = client.application.test_client()
    thief.session = session
    thief.post(ASK)

    answer = thief.post(SIGN_IN, data={"answer": phone.show(client.post(ASK).json)})

    assert answer.status_code == 422
    assert sign_ins_of(session, person) == []


def test_an_old_cookie_and_its_answer_sent_again_open_nothing(client: Browser, session: Session) -> None:
    person = a_person(session)
    phone = a_phone(session, person)
    sent = phone.show(client.post(ASK).json)
    cookie = client.get_cookie("session").value
    assert client.post(SIGN_IN, data={"answer": sent}).status_code == 303

    client.set_cookie("session", cookie)
    again = client.post(SIGN_IN, data={"answer": sent})

    assert again.status_code == 422
    assert len(sign_ins_of(session, person)) == 1


def test_a_challenge_is_good_for_five_minutes(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    phone = a_phone(session, person)
    sent = phone.show(client.post(ASK).json)

    with time_machine.travel(at + timedelta(minutes=5), tick=False):
        answer = client.post(SIGN_IN, data={"answer": sent})

    assert answer.status_code == 422
    assert sign_ins_of(session, person) == []


def test_a_challenge_is_for_one_act_only(client: Browser, session: Session) -> None:
    person = a_person(session)
    phone = a_phone(session, person)
    client.sign_in(person)

    sent = phone.show(client.post(ASK).json)

    assert client.post("/me/proof/passkey", data={"answer": sent}).status_code == 422


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "{}"}, {"answer": "x" * 30_000}])
def test_nothing_sent_opens_nothing(client: Browser, sent: dict[str, str]) -> None:
    client.post(ASK)

    assert client.post(SIGN_IN, data=sent).status_code == 422


@pytest.mark.csrf
def test_strangers_sites_can_neither_ask_nor_send(client: Browser) -> None:
    assert client.post(ASK).status_code == 400
    assert client.post(SIGN_IN, data={"answer": "{}"}).status_code == 400


def test_a_passkey_is_a_second_step_after_the_password(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    phone = a_phone(session, person)
    other = a_phone(session, a_person(session, "Per Olsson"))
    waiting = client.post("/sign-in", data={"email": person.email, "password": PASSWORD, "next": "/me"})
    assert waiting.location.startswith("/sign-in/second-step")
    page = client.page(waiting.location)

    options = client.post("/sign-in/second-step/passkey/challenge").json
    wrong = client.post("/sign-in/second-step/passkey", data={"answer": other.show(options)})
    options = client.post("/sign-in/second-step/passkey/challenge").json
    right = client.post("/sign-in/second-step/passkey", data={"answer": phone.show(options), "next": "/me"})

    assert page.css_first("form[data-controller=passkey]") is not None
    assert [one["id"] for one in options["allowCredentials"]]
    assert (wrong.status_code, right.status_code, right.location) == (422, 303, "/me")
    assert client.get("/me").status_code == 200
    # Whoever waits with a passkey brings no other.
    assert sign_ins_of(session, person)[0].strong_at == at


def test_a_waiting_person_with_an_app_adds_no_passkey(client: Browser, session: Session) -> None:
    person = a_person(session)
    an_app(session, person)
    client.post("/sign-in", data={"email": person.email, "password": PASSWORD})

    assert client.get("/sign-in/second-step/passkey/new").status_code == 403
    assert client.post("/sign-in/second-step/passkey/new/challenge").status_code == 403


def test_a_waiting_person_without_anything_adds_the_first_passkey(client: Browser, session: Session) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    client.post("/sign-in", data={"email": person.email, "password": PASSWORD})
    form = client.page("/sign-in/second-step/passkey/new?next=/me").css_first("main form").attributes["action"]

    options = client.post("/sign-in/second-step/passkey/new/challenge").json
    answer = client.post(form, data={"name": "Min telefon", "answer": Device().make(options)})

    assert (answer.status_code, answer.location) == (303, "/me")
    assert "Min telefon" in client.page("/me").body.text()


def test_a_passkey_is_added_renamed_and_removed_on_ones_page(client: Browser, session: Session) -> None:
    person = a_person(session)
    client.sign_in(person)
    client.page("/me/passkeys/new")

    options = client.post("/me/passkeys/challenge").json
    client.post("/me/passkeys/new", data={"name": "Min telefon", "answer": Device().make(options)})
    passkey = session.scalars(select(Passkey)).one()
    client.page(f"/me/passkeys/{passkey.id}/name")
    client.post(f"/me/passkeys/{passkey.id}/name", data={"name": "Nyckelringen"})
    renamed = client.page("/me").body.text()
    client.post(f"/me/passkeys/{passkey.id}/removal")

    assert "Nyckelringen" in renamed
    assert session.scalars(select(Passkey)).all() == []


def test_adding_takes_a_fresh_proof_and_a_passkey_gives_one(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    phone = a_phone(session, person)
    client.sign_in(person)
    sign_ins_of(session, person)[0].proved_at = at - timedelta(hours=1)

    led = client.get("/me/passkeys/new")
    options = client.post("/me/proof/passkey/challenge").json
    proved = client.post("/me/proof/passkey", data={"answer": phone.show(options), "next": "/me/passkeys/new"})

    assert led.location.startswith("/me/proof")
    assert client.get("/me/passkeys/new").status_code == 200
    assert proved.location == "/me/passkeys/new"


def test_the_only_second_step_of_whom_the_site_asks_stays(client: Browser, session: Session) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    first, second = Device().known_to(session, person), Device().known_to(session, person, "Datorn")
    client.sign_in(person)

    assert client.post(f"/me/passkeys/{first.id}/removal").status_code == 303
    assert client.post(f"/me/passkeys/{second.id}/removal").status_code == 403
    an_app(session, person)
    assert client.post(f"/me/passkeys/{second.id}/removal").status_code == 303


def test_others_passkeys_are_not_there(client: Browser, session: Session) -> None:
    passkey = Device().known_to(session, a_person(session, "Per Olsson"))
    client.sign_in(a_person(session, is_coordinator=True))

    assert client.get(f"/me/passkeys/{passkey.id}/name").status_code == 404
    assert client.post(f"/me/passkeys/{passkey.id}/name", data={"name": "Min"}).status_code == 404
    assert client.post(f"/me/passkeys/{passkey.id}/removal").status_code == 404


def test_a_coordinator_takes_lost_passkeys_away_too(client: Browser, session: Session) -> None:
    person = a_person(session, "Per Olsson")
    a_phone(session, person)
    client.sign_in(a_person(session, is_coordinator=True))

    client.post(f"/people/{person.id}/second-step/reset")

    assert session.scalars(select(Passkey)).all() == []


def test_under_a_bare_number_no_passkey_is_offered(client: Browser, app: Flask) -> None:
    offered = client.page("/sign-in").css_first("form[action='/sign-in/passkey']")
    app.config["BASE_URL"] = "http://127.0.0.1:8000"

    assert offered is not None
    assert client.page("/sign-in").css_first("form[action='/sign-in/passkey']") is None
