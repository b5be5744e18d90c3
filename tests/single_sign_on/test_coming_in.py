"""Who comes in by a provider: those whom it knows and vouches for, as themselves and with nothing from before."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn, Way
from roadmaps.single_sign_on.models import ProviderAccount, ProviderSignIn
from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.single_sign_on import SECRET, SUBJECT, Liar, a_provider, come_back, is_signed_in

pytestmark = pytest.mark.usefixtures("trusting", "karin")


def test_the_button_stands_on_the_page_for_signing_in(client: Browser) -> None:
    link = client.page("/sign-in?next=/organisations").css_first(".ways-in a")

    assert "Region Jämtland Härjedalen" in link.text()
    assert link.attributes["href"] == "/sign-in/with/region?next=/organisations"


def test_one_is_sent_with_all_that_the_answer_must_fit(client: Browser, liar: Liar) -> None:
    sent = client.get("/sign-in/with/region")

    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent.location).query).items()}
    assert sent.location.startswith(f"{liar.issuer}/authorize?")
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert min(len(asked["state"]), len(asked["nonce"])) >= 43
    assert asked["redirect_uri"].endswith("/sign-in/with/region/answer")
    assert SECRET not in sent.location


def test_a_person_with_a_verified_address_of_the_region_comes_in(
    client: Browser, session: Session, liar: Liar, karin
) -> None:
    answer = come_back(client, liar)

    assert (answer.status_code, answer.location) == (303, "/organisations")
    assert is_signed_in(client)
    account = session.scalars(select(ProviderAccount)).one()
    assert (account.person_id, account.issuer, account.subject) == (karin.id, liar.issuer, SUBJECT)
    sign_in = session.scalars(select(SignIn)).one()
    assert (sign_in.way, sign_in.strong_at) == (Way.PROVIDER, None)
    assert session.get_one(ProviderSignIn, sign_in.id).account_id == account.id


def test_whoever_is_known_comes_in_whatever_the_address_is_now(
    client: Browser, session: Session, liar: Liar, karin
) -> None:
    come_back(client, liar)
    client.post("/sign-out")
    liar.claims = {"email": "somebody.else@region.example.org"}

    come_back(client, liar)

    assert session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).one().person_id == karin.id


def test_an_address_that_has_gone_to_somebody_new_does_not_open_the_old_account(
    client: Browser, session: Session, liar: Liar
) -> None:
    come_back(client, liar)
    client.post("/sign-out")
    liar.claims = {"sub": "karin-43"}

    refused = come_back(client, liar)

    assert refused.status_code == 403
    assert session.scalars(select(ProviderAccount.subject)).all() == [SUBJECT]


def test_what_is_said_besides_is_about_the_same_person(client: Browser, liar: Liar) -> None:
    liar.userinfo = {"sub": "somebody-else"}

    assert come_back(client, liar).status_code == 403


def test_facts_may_stand_beside_the_token(client: Browser, liar: Liar) -> None:
    liar.claims = {"email": None, "email_verified": None, "name": None}
    liar.userinfo = {"email": "karin@region.example.org", "email_verified": True}

    come_back(client, liar)

    assert is_signed_in(client)


def test_one_source_verifies_nothing_that_the_other_says(client: Browser, liar: Liar) -> None:
    liar.claims = {"email_verified": None}
    liar.userinfo = {"email": "mallory@region.example.org", "email_verified": True}

    assert come_back(client, liar).status_code == 403


def test_nobody_is_led_to_another_site(client: Browser, liar: Liar) -> None:
    answer = come_back(client, liar, going="/sign-in/with/region?next=https://evil.example/")

    assert answer.location == "/"


def test_what_the_session_held_before_is_gone(client: Browser, liar: Liar) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"

    come_back(client, liar)

    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert "errands" not in cookie


def test_whoever_is_signed_in_stays_who_they_are(client: Browser, session: Session, liar: Liar) -> None:
    sent = client.get("/sign-in/with/region")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]
    code = liar.code_for(sent.location)
    other = a_person(session, "Per Olsson")
    with client.session_transaction() as cookie:
        errands = cookie["errands"]
    client.sign_in(other)
    with client.session_transaction() as cookie:
        cookie["errands"] = errands

    client.get(f"/sign-in/with/region/answer?code={code}&state={state}")

    assert "Per Olsson" in client.page("/me").text()


def test_what_counts_for_two_steps_is_what_the_settings_say(
    app: Flask, client: Browser, session: Session, liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = a_provider(liar.issuer, strong_acr=["http://id.elegnamnden.se/loa/1.0/loa3"], strong_amr=["mfa"])
    monkeypatch.setitem(app.extensions, EXTENSION, Trusted([provider]))

    def is_strong_with(**claims: object) -> bool:
        liar.claims = claims
        come_back(client, liar)
        client.post("/sign-out")
        newest = session.scalars(select(SignIn).order_by(SignIn.id.desc()).limit(1)).one()
        return newest.strong_at is not None

    assert is_strong_with(acr="http://id.elegnamnden.se/loa/1.0/loa3")
    assert is_strong_with(amr=["pwd", "mfa"])
    assert not is_strong_with(amr=["pwd"])
    assert not is_strong_with(acr="http://id.elegnamnden.se/loa/1.0/loa2")
    assert not is_strong_with(acr=["http://id.elegnamnden.se/loa/1.0/loa3"])


def test_a_way_back_that_is_very_long_is_not_kept_in_the_cookie(client: Browser, liar: Liar) -> None:
    came = come_back(client, liar, going=f"/sign-in/with/region?next=/{'a' * 2000}")

    assert came.location == "/"
