"""An answer works once, for the browser that asked, from the provider that it asked."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.browsing import Browser, page_of
from tests.factories.single_sign_on import Liar, a_provider, come_back, is_signed_in

pytestmark = pytest.mark.usefixtures("trusting", "karin")


def test_an_answer_works_once(client: Browser, liar: Liar) -> None:
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]
    address = f"/sign-in/with/region/answer?code={liar.code_for(sent.location)}&state={state}"
    client.get(address)
    client.post("/sign-out")

    again = client.get(address)

    assert again.status_code == 400
    assert not is_signed_in(client)


def test_an_answer_that_was_refused_is_over_too(client: Browser, liar: Liar) -> None:
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]

    assert client.get(f"/sign-in/with/region/answer?code=planted&state={state}").status_code == 403
    right = client.get(f"/sign-in/with/region/answer?code={liar.code_for(sent.location)}&state={state}")

    assert right.status_code == 400


def test_an_answer_is_for_the_browser_that_asked(app: Flask, client: Browser, liar: Liar, session: Session) -> None:
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]
    victim = app.test_client()
    victim.session = session

    led = victim.get(f"/sign-in/with/region/answer?code={liar.code_for(sent.location)}&state={state}")

    assert led.status_code == 400
    assert not is_signed_in(victim)
    assert "/token" not in liar.asked


def test_an_answer_that_comes_late_or_with_an_odd_state_is_not_taken(client: Browser, liar: Liar, at) -> None:
    for state in ("", "x", "å", "a" * 10_000):
        assert client.get("/sign-in/with/region/answer", query_string={"code": "c", "state": state}).status_code == 400
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]

    with time_machine.travel(at + timedelta(minutes=11), tick=False):
        late = client.get(f"/sign-in/with/region/answer?code={liar.code_for(sent.location)}&state={state}")

    assert late.status_code == 400


def test_an_answer_is_not_taken_to_another_provider(
    app: Flask, client: Browser, liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_provider(f"{liar.issuer}/other", key="other")
    monkeypatch.setitem(app.extensions, EXTENSION, Trusted([a_provider(liar.issuer), other]))
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]

    mixed = client.get(f"/sign-in/with/other/answer?code={liar.code_for(sent.location)}&state={state}")

    assert mixed.status_code == 400
    assert "/token" not in liar.asked


def test_an_answer_that_names_another_issuer_is_not_believed(client: Browser, liar: Liar) -> None:
    assert come_back(client, liar, iss="https://evil.example").status_code == 403
    assert come_back(client, liar, iss=liar.issuer).status_code == 303


def test_a_provider_that_says_its_name_in_answers_must_do_so(client: Browser, liar: Liar) -> None:
    liar.metadata = {"authorization_response_iss_parameter_supported": True}

    assert come_back(client, liar).status_code == 403


def test_an_answer_that_says_something_twice_is_not_believed(client: Browser, liar: Liar) -> None:
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]

    twice = client.get(f"/sign-in/with/region/answer?code=planted&code={liar.code_for(sent.location)}&state={state}")

    assert twice.status_code == 403
    assert "/token" not in liar.asked


def test_stopping_at_the_provider_is_told_plainly_and_in_our_own_words(client: Browser, liar: Liar) -> None:
    stopped = come_back(client, liar, code="", error="access_denied", error_description="<script>alert(1)</script>")

    assert stopped.status_code == 400
    assert "alert(1)" not in stopped.text
    assert page_of(stopped).css_first("main a[href='/sign-in']") is not None
