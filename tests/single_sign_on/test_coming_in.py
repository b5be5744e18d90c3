import hmac
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn, Way
from roadmaps.foundation.clock import now
from roadmaps.single_sign_on.models import ProviderAccount, ProviderSignIn
from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person
from tests.factories.single_sign_on import (
    KEY,
    OTHER_KEY,
    SECRET,
    SUBJECT,
    Liar,
    a_provider,
    as_json,
    assembled,
    come_back,
)

pytestmark = pytest.mark.usefixtures("trusting")


@pytest.fixture(autouse=True)
def karin(session: Session):
    return a_person(session, email="karin@region.example.org")


def is_signed_in(client: Browser) -> bool:
    return client.get("/me").status_code == 200


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


def by_secret(secret: bytes):
    return lambda said: hmac.digest(secret, said, "sha256")


UNSIGNED = {
    "the secret that it shares with us": ("HS256", by_secret(SECRET.encode())),
    "its public key as a secret": ("HS256", by_secret(KEY.as_pem(private=False))),
    "nothing": ("none", lambda _: b""),
    "nothing, in capitals": ("NONE", lambda _: b""),
    "nothing, where a signature should be": ("RS256", lambda _: b""),
    "another's key": ("RS256", lambda said: OTHER_KEY.private_key.sign(said, PKCS1v15(), SHA256())),
    "its key for something else": ("RS256", lambda _: KEY.private_key.sign(b"else", PKCS1v15(), SHA256())),
}


@pytest.mark.parametrize(("algorithm", "signer"), UNSIGNED.values(), ids=UNSIGNED)
def test_what_the_provider_has_not_signed_is_not_believed(client: Browser, liar: Liar, algorithm: str, signer) -> None:
    liar.sign = lambda header, claims: assembled({**header, "alg": algorithm}, claims, signer)

    refused = come_back(client, liar)

    assert refused.status_code == 403
    assert not is_signed_in(client)


# Moments are told as seconds from now.
HOSTILE = {
    "another nonce": {"nonce": "the nonce of an older token"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://idp.region.example"},
    "no issuer": {"iss": None},
    "for another site": {"aud": "another-site"},
    "for another site, made for us": {"aud": "another-site", "azp": "fardplan"},
    "for us and another, made for it": {"aud": ["fardplan", "another-site"], "azp": "another-site"},
    "for us and another, made for nobody": {"aud": ["fardplan", "another-site"]},
    "for us, made for another": {"azp": "another-site"},
    "too old": {"exp": -120},
    "made long ago, good for ever": {"iat": -3600, "exp": 10**9},
    "made in the future": {"iat": 3600},
    "not good yet": {"nbf": 3600},
    "without an end": {"exp": None},
    "without a beginning": {"iat": None},
    "with an end that is no number": {"exp": "tomorrow"},
    "about nobody": {"sub": None},
    "about an empty name": {"sub": ""},
    "about a number": {"sub": 42},
    "about a name without end": {"sub": "k" * 256},
    "with another access token": {"at_hash": "c29tZXRoaW5nIGVsc2U"},
}
MOMENTS = ("exp", "iat", "nbf")


@pytest.mark.parametrize("claims", HOSTILE.values(), ids=HOSTILE)
def test_a_token_that_is_not_for_this_answer_is_not_believed(
    client: Browser, liar: Liar, session: Session, claims
) -> None:
    moment = int(now().timestamp())
    liar.claims = {
        name: moment + value if name in MOMENTS and isinstance(value, int) else value for name, value in claims.items()
    }

    refused = come_back(client, liar)

    assert refused.status_code == 403
    assert not is_signed_in(client)
    assert session.scalars(select(ProviderAccount)).all() == []


@pytest.mark.parametrize("header", [{"kid": "third"}, {"crit": ["odd"], "odd": 1}, {"b64": False}], ids=str)
def test_a_token_with_a_head_of_its_own_is_not_believed(client: Browser, liar: Liar, header) -> None:
    liar.header = header

    assert come_back(client, liar).status_code == 403


def test_a_key_that_a_token_brings_along_is_not_asked(client: Browser, liar: Liar) -> None:
    liar.key = OTHER_KEY
    liar.header = {"kid": KEY.kid, "jwk": OTHER_KEY.as_dict(private=False), "jku": f"{liar.issuer}/planted"}

    assert come_back(client, liar).status_code == 403
    assert "/planted" not in liar.asked


@pytest.mark.parametrize(
    "body", [{}, {"id_token": ""}, {"id_token": "a.b.c"}, {"id_token": 7}, [], {"error": "no"}], ids=str
)
def test_an_answer_without_a_token_lets_nobody_in(client: Browser, liar: Liar, body) -> None:
    liar.answers["/token"] = lambda: as_json(body)

    assert come_back(client, liar).status_code in {403, 503}
    assert not is_signed_in(client)


def test_keys_may_change_and_are_not_asked_for_at_the_will_of_strangers(
    client: Browser, liar: Liar, trusting: Trusted, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [1000.0]
    monkeypatch.setattr("roadmaps.single_sign_on.known.monotonic", lambda: moment[0])
    come_back(client, liar)
    client.post("/sign-out")
    moment[0] += 60
    liar.key, liar.published = OTHER_KEY, [OTHER_KEY, KEY]

    come_back(client, liar)

    assert is_signed_in(client)
    assert liar.asked.count("/jwks") == 2
    for _ in range(5):
        client.post("/sign-in/with/region/sign-out", data={"logout_token": "a.b.c"})
    assert liar.asked.count("/jwks") == 2


def test_keys_that_are_not_for_signing_or_too_short_are_left_aside(client: Browser, liar: Liar) -> None:
    public = KEY.as_dict(private=False)
    odd = [{"kty": "oct", "k": "c2VjcmV0"}, {"kty": "RSA", "n": "AQAB", "e": "AQAB"}, {"kty": "new"}, "none", {}]
    liar.answers["/jwks"] = lambda: as_json({"keys": [*odd, {**public, "use": "enc", "kid": "first"}]})

    assert come_back(client, liar).status_code == 403


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


def test_a_provider_that_speaks_for_another_is_not_believed(client: Browser, liar: Liar) -> None:
    liar.metadata = {"issuer": "https://idp.region.example"}

    assert client.get("/sign-in/with/region").status_code == 403


@pytest.mark.parametrize(
    "door", ["javascript:alert(1)", "ftp://x", "//x", 7, "https://user@x/", "http://[::1"], ids=str
)
def test_a_door_that_is_no_address_is_not_gone_through(client: Browser, liar: Liar, door) -> None:
    liar.metadata = {"authorization_endpoint": door}

    assert client.get("/sign-in/with/region").status_code == 403


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


def test_a_provider_that_does_not_answer_leaves_the_other_ways_open(client: Browser, liar: Liar) -> None:
    liar.answers["/.well-known/openid-configuration"] = lambda: as_json({}, 502)

    down = client.get("/sign-in/with/region")

    assert down.status_code == 503
    assert page_of(down).css_first("main a[href='/sign-in']") is not None
    assert client.get("/sign-in").status_code == 200
    asked = len(liar.asked)
    assert client.get("/sign-in/with/region").status_code == 503
    assert len(liar.asked) == asked, "it is left alone for a while"


def test_a_provider_that_falls_silent_half_way_lets_nobody_in(client: Browser, liar: Liar) -> None:
    liar.answers["/token"] = lambda: as_json({}, 500)

    assert come_back(client, liar).status_code == 503
    assert not is_signed_in(client)


def test_an_unknown_provider_is_not_there(client: Browser) -> None:
    for address in ("/sign-in/with/none", "/sign-in/with/none/answer"):
        assert client.get(address).status_code == 404
    assert client.post("/sign-in/with/none/sign-out").status_code == 404


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
