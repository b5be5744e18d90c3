"""A token is believed only when the provider has signed it with its own key, for this site and this answer."""

import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.single_sign_on.models import ProviderAccount
from roadmaps.single_sign_on.trusted import Trusted
from tests.browsing import Browser
from tests.factories.single_sign_on import KEY, OTHER_KEY, SECRET, Liar, as_json, assembled, come_back, is_signed_in

pytestmark = pytest.mark.usefixtures("trusting", "karin")


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


@pytest.mark.parametrize("kind", ["logout+jwt", "at+jwt", "dpop+jwt", "", 7], ids=str)
def test_another_kind_of_token_is_not_believed(client: Browser, liar: Liar, kind) -> None:
    liar.header = {"typ": kind}

    refused = come_back(client, liar)

    assert refused.status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize("kind", ["JWT", "jwt", "application/jwt"])
def test_a_token_that_says_what_it_is_is_believed(client: Browser, liar: Liar, kind: str) -> None:
    liar.header = {"typ": kind}

    come_back(client, liar)

    assert is_signed_in(client)


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
