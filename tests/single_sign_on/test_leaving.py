from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.foundation.clock import now
from roadmaps.single_sign_on.believing import SIGNED_OUT
from roadmaps.single_sign_on.models import HeardSignOut, ProviderSignIn
from roadmaps.single_sign_on.rules import forget_ways_out
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.single_sign_on import Liar, as_json, come_back

pytestmark = pytest.mark.usefixtures("trusting")


@pytest.fixture(autouse=True)
def karin(session: Session):
    return a_person(session, email="karin@region.example.org")


def say(client: Browser, token: str) -> int:
    return client.post("/sign-in/with/region/sign-out", data={"logout_token": token}).status_code


def running(session: Session) -> int:
    return len(session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all())


def another(app: Flask, session: Session) -> Browser:
    browser = app.test_client()
    browser.session = session
    return browser


# From here to there


def test_signing_out_tells_what_has_ended_and_offers_to_sign_out_there(client: Browser, liar: Liar) -> None:
    come_back(client, liar)

    answer = client.post("/sign-out")

    page = client.page(answer.location)
    link = page.css_first("main a[data-turbo='false']").attributes
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link["href"]).query).items()}
    assert link["href"].startswith(f"{liar.issuer}/end?")
    assert link["rel"] == "noreferrer"
    assert asked["client_id"] == "fardplan"
    assert asked["id_token_hint"].count(".") == 2
    assert asked["post_logout_redirect_uri"].endswith("/signed-out")
    assert client.get("/me").status_code == 303
    back = client.page(f"/signed-out?state={asked['state']}")
    assert "Region Jämtland Härjedalen" in back.css_first("main").text()
    assert back.css_first("main a[data-turbo='false']") is None


def test_nobody_who_is_signed_in_is_told_otherwise(client: Browser, karin) -> None:
    client.sign_in(karin)

    assert client.get("/signed-out").location == "/"


def test_who_came_by_password_is_led_to_the_first_page(client: Browser, karin) -> None:
    client.sign_in(karin)

    assert client.post("/sign-out").location == "/"


def test_a_provider_that_has_no_way_out_or_is_down_is_told_as_such(client: Browser, liar: Liar, trusting) -> None:
    come_back(client, liar)
    liar.answers["/.well-known/openid-configuration"] = lambda: as_json({}, 500)
    trusting.known("region").forget()

    page = client.page(client.post("/sign-out").location)

    assert page.css_first("main a[data-turbo='false']") is None
    assert "Region Jämtland Härjedalen" in page.css_first("main").text()


def test_the_way_out_shows_nothing_of_a_sign_in_that_runs_or_of_anothers(
    client: Browser, session: Session, liar: Liar
) -> None:
    come_back(client, liar)
    sign_in = session.scalars(select(SignIn)).one()
    address = client.post("/sign-out").location
    for planted in (f"/signed-out?of={sign_in.id}", "/signed-out?of=x.y.z", "/signed-out?state=x", address + "x"):
        assert "id_token_hint" not in client.get(planted).text
    sign_in.ended_at = None
    session.flush()

    assert "id_token_hint" not in client.get(address).text


def test_the_way_out_is_open_for_half_an_hour_and_then_forgotten(
    client: Browser, session: Session, liar: Liar, at
) -> None:
    come_back(client, liar)
    address = client.post("/sign-out").location
    assert "id_token_hint" in client.get(address).text

    with time_machine.travel(at + timedelta(minutes=31), tick=False):
        assert "id_token_hint" not in client.get(address).text
        forget_ways_out(session, now())

    assert session.scalars(select(ProviderSignIn.id_token)).all() == [None]


def test_what_is_needed_to_sign_out_there_stays_while_one_is_signed_in(
    client: Browser, session: Session, liar: Liar
) -> None:
    come_back(client, liar)

    forget_ways_out(session, now())

    assert session.scalars(select(ProviderSignIn.id_token)).one() is not None


# From there to here


@pytest.mark.csrf
def test_signing_out_there_ends_what_came_by_it_and_nothing_else(
    app: Flask, client: Browser, session: Session, liar: Liar, karin
) -> None:
    come_back(client, liar)
    phone = another(app, session)
    come_back(phone, liar)
    by_password, _ = a_sign_in(session, karin, at=now())

    assert say(another(app, session), liar.logout_token()) == 200

    assert client.get("/me").status_code == phone.get("/me").status_code == 303
    assert by_password.ended_at is None


def test_a_session_there_ends_its_own_sign_ins_only(app: Flask, client: Browser, session: Session, liar: Liar) -> None:
    liar.claims = {"sid": "window"}
    come_back(client, liar)
    phone = another(app, session)
    liar.claims = {"sid": "phone"}
    come_back(phone, liar)

    assert say(client, liar.logout_token(sub=None, sid="phone")) == 200

    assert client.get("/me").status_code == 200
    assert phone.get("/me").status_code == 303


def test_somebody_else_signing_out_there_ends_nothing_of_mine(client: Browser, session: Session, liar: Liar) -> None:
    come_back(client, liar)

    assert say(client, liar.logout_token(sub="somebody-else")) == 200
    assert say(client, liar.logout_token(sub=None, sid="unheard of")) == 200

    assert running(session) == 1


def test_a_word_is_heard_once(client: Browser, session: Session, liar: Liar) -> None:
    come_back(client, liar)
    word = liar.logout_token()
    assert say(client, word) == 200
    come_back(client, liar)

    assert say(client, word) == 400

    assert running(session) == 1


NO_WORD = {
    "for another site": {"aud": "another-site"},
    "of another issuer": {"iss": "https://idp.region.example"},
    "too old": {"exp": 1_700_000_000},
    "made long ago": {"iat": 1_700_000_000},
    "without an end": {"exp": None},
    "without a beginning": {"iat": None},
    "without a name of its own": {"jti": None},
    "of something else": {"events": {"http://schemas.openid.net/event/other": {}}},
    "of nothing": {"events": None},
    "of no event": {"events": SIGNED_OUT},
    "as if it were an answer": {"nonce": "n"},
    "about nobody": {"sub": None},
    "about a number": {"sub": 7},
    "about a list": {"sub": None, "sid": ["window"]},
}


@pytest.mark.parametrize("claims", NO_WORD.values(), ids=NO_WORD)
def test_a_word_that_is_none_ends_nothing(client: Browser, session: Session, liar: Liar, claims) -> None:
    come_back(client, liar)

    assert say(client, liar.logout_token(**claims)) == 400

    assert running(session) == 1
    assert session.scalars(select(HeardSignOut)).all() == []


def test_an_id_token_is_no_word_and_a_word_is_no_id_token(client: Browser, session: Session, liar: Liar) -> None:
    come_back(client, liar)
    assert say(client, liar.id_token("n")) == 400
    client.post("/sign-out")
    liar.answers["/token"] = lambda: as_json({"access_token": "access", "id_token": liar.logout_token()})

    assert come_back(client, liar).status_code == 403


@pytest.mark.parametrize("word", ["", "a.b.c", "x" * 60_000, "å.b.c"], ids=lambda word: word[:5])
def test_what_nobody_signed_ends_nothing(client: Browser, session: Session, liar: Liar, word: str) -> None:
    come_back(client, liar)

    assert say(client, word) == 400
    assert client.post("/sign-in/with/region/sign-out").status_code == 400
    assert running(session) == 1


def test_old_words_are_forgotten(client: Browser, session: Session, liar: Liar, at) -> None:
    say(client, liar.logout_token())
    assert session.scalars(select(HeardSignOut)).one()

    forget_ways_out(session, at + timedelta(hours=1))

    assert session.scalars(select(HeardSignOut)).all() == []


def test_the_doors_are_kept_out_of_caches(client: Browser, liar: Liar) -> None:
    for answer in (
        client.get("/sign-in/with/region"),
        client.get("/signed-out"),
        client.post("/sign-in/with/region/sign-out"),
        come_back(client, liar),
    ):
        assert answer.headers["Cache-Control"] == "no-store"


# What coordinators see


def test_coordinators_see_whom_the_site_trusts_and_nobody_else_does(
    client: Browser, session: Session, karin, liar: Liar
) -> None:
    client.sign_in(karin)
    assert client.get("/administration/providers").status_code == 403

    client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))
    page = client.page("/administration/providers")

    text = page.css_first("main").text()
    for told in ("Region Jämtland Härjedalen", liar.issuer, "region.example.org", "/sign-in/with/region/answer"):
        assert told in text
    assert "hemlighet" not in page.html
    assert page_of(client.get("/administration")).css_first("a[href='/administration/providers']") is not None
