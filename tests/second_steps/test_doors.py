from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.second_steps import queries
from roadmaps.second_steps.models import RecoveryCode
from tests.browsing import Browser, page_of
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.second_steps import a_choice, an_app, shown_at, some_codes

SIGN_IN, STEP, CODE = "/sign-in", "/sign-in/second-step", "/sign-in/second-step/code"


def come_to_the_door(client: Browser, person: Person, onward: str = "/me") -> None:
    answer = client.post(SIGN_IN, data={"email": person.email, "password": PASSWORD, "next": onward})
    assert answer.status_code == 303
    assert answer.location.startswith(STEP)


def secret_on(client: Browser, address: str) -> str:
    return client.page(address).css_first(".second-step-secret").text().replace(" ", "").strip()


def test_with_an_app_a_password_alone_opens_nothing(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)

    come_to_the_door(client, person)
    before = client.get("/me")
    answer = client.post(CODE, data={"code": shown_at(secret, at), "next": "/me"})

    assert before.status_code == 303
    assert (answer.status_code, answer.location) == (303, "/me")
    assert client.get("/me").status_code == 200


def test_a_wrong_code_is_told_in_words_and_kept(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    an_app(session, person)
    come_to_the_door(client, person)

    answer = client.post(CODE, data={"code": "12", "next": "/me"})

    assert answer.status_code == 422
    assert page_of(answer).css_first(".error-summary") is not None
    assert len(session.scalars(queries.wrong_codes_since(person.id, at - timedelta(1))).all()) == 1


def test_the_way_on_leads_nowhere_else(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    come_to_the_door(client, person)

    answer = client.post(CODE, data={"code": shown_at(secret, at), "next": "//evil.example/"})

    assert answer.location == "/"


def test_whoever_guesses_is_told_to_wait(client: Browser, session: Session) -> None:
    person = a_person(session)
    an_app(session, person)
    come_to_the_door(client, person)
    for _ in range(6):
        client.post(CODE, data={"code": "12"})

    answer = client.post(CODE, data={"code": "12"})

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_whom_the_site_asks_sets_an_app_up_at_the_first_sign_in(
    client: Browser, session: Session, at: datetime
) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    come_to_the_door(client, person)

    begun = client.post("/sign-in/second-step/offer", data={"next": "/me"})
    secret = secret_on(client, begun.location)
    picture = client.get("/sign-in/second-step/app.svg")
    answer = client.post(begun.location, data={"code": shown_at(secret, at)})

    page = page_of(answer)
    assert picture.content_type == "image/svg+xml"
    assert picture.headers["Cache-Control"] == answer.headers["Cache-Control"] == "no-store"
    assert b"style=" not in picture.data
    assert len(page.css(".recovery-codes li")) == 10
    assert page.css_first("main .actions a").attributes["href"] == "/me"
    assert client.get("/me").status_code == 200


def test_who_has_a_second_step_cannot_bring_another_while_waiting(client: Browser, session: Session) -> None:
    person = a_person(session)
    an_app(session, person)
    come_to_the_door(client, person)

    for answer in (
        client.post("/sign-in/second-step/offer"),
        client.get("/sign-in/second-step/app"),
        client.post("/sign-in/second-step/app", data={"code": "123456"}),
        client.get("/sign-in/second-step/app.svg"),
    ):
        assert answer.status_code == 403


def test_recovery_codes_alone_are_a_second_step_too(client: Browser, session: Session) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    codes = some_codes(session, person)
    come_to_the_door(client, person)

    assert client.post("/sign-in/second-step/offer").status_code == 403
    assert client.post(CODE, data={"code": codes[0]}).status_code == 303


def test_a_browser_that_has_stood_open_for_long_sets_nothing_up(
    client: Browser, session: Session, at: datetime
) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    come_to_the_door(client, person)
    left_open = session.scalars(select(SignIn).where(SignIn.person_id == person.id)).one()
    left_open.created_at = left_open.proved_at = at - timedelta(hours=1)

    assert client.post("/sign-in/second-step/offer").status_code == 403
    assert client.page(STEP).css_first("form[action='/sign-in/second-step/offer']") is None


@pytest.mark.parametrize("address", [CODE, "/sign-in/second-step/app", "/sign-in/second-step/app.svg"])
def test_without_a_waiting_sign_in_one_is_led_to_sign_in(client: Browser, session: Session, address: str) -> None:
    assert client.get(address).location.startswith(SIGN_IN)


def test_codes_are_made_anew_and_taken_home_as_a_file(client: Browser, session: Session) -> None:
    person = a_person(session)
    an_app(session, person)
    client.sign_in(person)

    page = page_of(client.post("/me/second-step/codes"))
    shown = [one.text(strip=True) for one in page.css(".recovery-codes li")]
    foreign = some_codes(session, a_person(session, "Per Olsson"))[0]
    answer = client.post("/me/second-step/codes/file", data={"code": [*shown, foreign, "<script>", "A" * 16]})

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert all(code in answer.text for code in shown)
    assert foreign not in answer.text.replace("-", "")
    assert "script" not in answer.text
    assert "AAAA" not in answer.text


def test_the_app_is_turned_off_with_one_last_code(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    client.sign_in(person)

    wrong = client.post("/me/second-step/removal", data={"code": "12"})
    right = client.post("/me/second-step/removal", data={"code": shown_at(secret, at)})

    assert wrong.status_code == 422
    assert right.status_code == 303
    assert queries.app_in_use(session, person.id) is None
    assert client.get("/me").status_code == 200


def test_a_code_shows_once_more_who_one_is(client: Browser, session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    client.sign_in(person)
    sign_in = session.scalars(select(SignIn).where(SignIn.person_id == person.id)).one()
    sign_in.proved_at = at - timedelta(hours=1)

    led = client.post("/me/second-step/codes")
    answer = client.post("/me/proof/code", data={"code": shown_at(secret, at), "next": "/me/second-step"})

    assert led.location.startswith("/me/proof")
    assert answer.location == "/me/second-step"
    assert page_of(client.post("/me/second-step/codes")).css_first(".recovery-codes") is not None


def test_where_two_steps_were_shown_a_password_alone_shows_nothing_again(
    client: Browser, session: Session, at: datetime
) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    client.sign_in(person)
    sign_in = session.scalars(select(SignIn).where(SignIn.person_id == person.id)).one()
    sign_in.proved_at = sign_in.strong_at = at - timedelta(hours=1)

    page = client.page("/me/proof?next=/me/second-step")
    client.post("/me/proof", data={"password": PASSWORD, "next": "/me/second-step"})
    led = client.post("/me/second-step/offer")
    client.post("/me/proof/code", data={"code": shown_at(secret, at), "next": "/me/second-step"})

    assert (page.css_first("[name=password]"), page.css_first("form[action='/me/proof/letter']")) == (None, None)
    assert page.css_first("form[action='/me/proof/code']") is not None
    assert led.location.startswith("/me/proof")
    assert client.post("/me/second-step/offer").location == "/me/second-step/app"


def test_a_coordinator_chooses_whom_the_site_asks(client: Browser, session: Session) -> None:
    coordinator = a_person(session, is_coordinator=True)
    client.sign_in(coordinator)

    refused = client.post("/administration/second-step", data={"asks_leaders": "1"})
    an_app(session, coordinator)
    kept = client.post("/administration/second-step", data={"asks_leaders": "1"})

    assert refused.status_code == 422
    assert kept.status_code == 303
    assert coordinator.name in client.page("/administration/second-step").body.text()


def test_choosing_asks_for_a_code_at_once_where_only_a_password_was_shown(client: Browser, session: Session) -> None:
    coordinator = a_person(session, is_coordinator=True)
    an_app(session, coordinator)
    client.sign_in(coordinator)

    client.post("/administration/second-step", data={"asks_coordinators": "1"})

    assert client.get("/me").status_code == 303
    assert client.get(STEP).status_code == 200


def test_a_coordinator_helps_somebody_who_has_lost_the_phone(client: Browser, session: Session) -> None:
    person = a_person(session, "Per Olsson")
    an_app(session, person)
    client.sign_in(a_person(session, is_coordinator=True))

    assert "second-step/reset" in client.get(f"/people/{person.id}").text
    assert client.post(f"/people/{person.id}/second-step/reset").status_code == 303

    assert queries.app_in_use(session, person.id) is None


@pytest.mark.parametrize("address", ["/administration/second-step", "/people/{id}/second-step/reset"])
def test_others_neither_choose_nor_help(client: Browser, session: Session, address: str) -> None:
    person, other = a_person(session), a_person(session, "Per Olsson")
    an_app(session, other)
    client.sign_in(person)

    assert client.post(address.format(id=other.id)).status_code == 403
    assert queries.app_in_use(session, other.id) is not None


def test_the_command_line_helps_the_last_coordinator(client: Browser, session: Session, app) -> None:
    person = a_person(session, is_coordinator=True)
    an_app(session, person)
    some_codes(session, person)

    answer = app.test_cli_runner().invoke(args=["reset-second-step", "--email", person.email.upper()])
    session.expire_all()

    assert answer.exit_code == 0, answer.output
    assert queries.app_in_use(session, person.id) is None
    assert session.scalars(select(RecoveryCode)).all() == []


def test_pages_tell_how_it_stands(client: Browser, session: Session) -> None:
    person = a_person(session, is_coordinator=True)
    client.sign_in(person)
    none_yet = client.page("/me/second-step").body.text()
    an_app(session, person)
    some_codes(session, person)
    a_choice(session, person)

    assert client.page("/me/second-step").body.text() != none_yet
    for address in ("/me", "/administration", "/me/proof", "/me/second-step/removal", "/administration/second-step"):
        client.page(address)


def test_a_waiting_person_without_anything_is_shown_the_way(client: Browser, session: Session) -> None:
    person = a_person(session, is_coordinator=True)
    a_choice(session, person)
    come_to_the_door(client, person)

    assert client.page(STEP).css_first("form[action='/sign-in/second-step/offer']") is not None


def test_whoever_waits_is_led_to_the_second_step_and_not_to_sign_in_again(client: Browser, session: Session) -> None:
    person = a_person(session)
    an_app(session, person)
    come_to_the_door(client, person)

    led = client.get("/me/second-step", follow_redirects=True)

    assert led.request.path == STEP
    assert led.request.args["next"] == "/me/second-step"
