"""A provider that says whatever a test wants, over real HTTP, and what is needed to come back from it."""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.oidc.core.util import create_half_hash
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from roadmaps.single_sign_on.believing import SIGNED_OUT
from roadmaps.single_sign_on.facts import Told
from roadmaps.single_sign_on.providers import Provider, providers_of
from tests.browsing import Browser

SECRET = "regionens hemlighet med provider"
SUBJECT = "karin-42"
_words = count(1)
KEY = RSAKey.generate_key(2048, parameters={"kid": "first"})
OTHER_KEY = RSAKey.generate_key(2048, parameters={"kid": "second"})


def a_provider(issuer: str = "https://idp.region.example", **facts: Any) -> Provider:
    """A provider as the file of settings would tell it."""
    told = {
        "key": "region",
        "name": "Region Jämtland Härjedalen",
        "issuer": issuer,
        "client_id": "fardplan",
        "client_secret_env": "REGION_SECRET",
        "trusted_domains": ["region.example.org"],
    }
    return providers_of({"provider": [{**told, **facts}]}, {"REGION_SECRET": SECRET}, named="the test")[0]


def told_of(**facts: Any) -> Told:
    """What a provider says of Karin."""
    return Told(**{"subject": SUBJECT, "name": "Karin Åslund", "email": "karin@region.example.org", **facts})


@dataclass
class Liar:
    """A provider over HTTP. A test changes its claims, its signing or its answers before somebody comes back."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: KEY)
    published: list[RSAKey] = field(default_factory=lambda: [KEY])
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    header: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any], dict[str, Any]], str] | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Callable[[], Response]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.path)
        door = self.answers.get(request.path) or getattr(self, f"_{request.path.rpartition('/')[2].replace('-', '_')}")
        return (door() if request.path in self.answers else door(request))(environ, start_response)

    def code_for(self, address: str) -> str:
        """The code with which somebody who was sent to the address comes back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def token(self, claims: dict[str, Any], **header: Any) -> str:
        """Signed as it signs just now."""
        told = {"alg": "RS256", "kid": self.key.kid, **self.header, **header}
        return (self.sign or signed_by(self.key))({"typ": "JWT", **told}, claims)

    def id_token(self, nonce: str, access_token: str = "access") -> str:
        """About Karin, unless the test says otherwise; a claim that is None is left out."""
        half = create_half_hash(access_token, "RS256")
        told = {
            "iss": self.issuer,
            "sub": SUBJECT,
            "aud": "fardplan",
            "exp": int(time.time()) + 300,
            "iat": int(time.time()),
            "auth_time": int(time.time()),
            "nonce": nonce,
            "at_hash": half.decode() if half else None,
            "name": "Karin Åslund",
            "email": "karin@region.example.org",
            "email_verified": True,
            **self.claims,
        }
        return self.token({name: value for name, value in told.items() if value is not None})

    def logout_token(self, **claims: Any) -> str:
        """That Karin has signed out, unless the test says otherwise."""
        told = {
            "iss": self.issuer,
            "aud": "fardplan",
            "iat": int(time.time()),
            "exp": int(time.time()) + 120,
            "jti": f"word-{next(_words)}",
            "sub": SUBJECT,
            "events": {SIGNED_OUT: {}},
            **claims,
        }
        return self.token({name: value for name, value in told.items() if value is not None}, typ="logout+jwt")

    def _openid_configuration(self, _request: Request) -> Response:
        return as_json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "userinfo_endpoint": f"{self.issuer}/userinfo" if self.userinfo is not None else None,
                "end_session_endpoint": f"{self.issuer}/end",
                **self.metadata,
            }
        )

    def _jwks(self, _request: Request) -> Response:
        return as_json({"keys": [key.as_dict(private=False) for key in self.published]})

    def _token(self, request: Request) -> Response:
        """As a good provider does: the code once, for who asked for it, with the secret and the proof of the browser."""
        asked = self.codes.pop(request.form.get("code", ""), None)
        verifier = request.form.get("code_verifier", "")
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        authorization = request.authorization
        is_client = authorization is not None and (authorization.username, authorization.password) == (
            "fardplan",
            SECRET,
        )
        fits = asked is not None and asked["code_challenge_method"] == "S256" and asked["code_challenge"] == digest
        if asked is None or not fits or not is_client or request.form["redirect_uri"] != asked["redirect_uri"]:
            return as_json({"error": "invalid_grant"}, 400)
        return as_json({"access_token": "access", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])})

    def _userinfo(self, request: Request) -> Response:
        assert request.headers["Authorization"] == "Bearer access"
        return as_json({"sub": SUBJECT, **(self.userinfo or {})})


def signed_by(key: RSAKey) -> Callable[[dict[str, Any], dict[str, Any]], str]:
    """A token signed by hand, so that its head may say whatever it likes."""

    def sign(header: dict[str, Any], claims: dict[str, Any]) -> str:
        return assembled(header, claims, lambda said: key.private_key.sign(said, PKCS1v15(), SHA256()))

    return sign


def assembled(header: dict[str, Any], claims: dict[str, Any], signer: Callable[[bytes], bytes]) -> str:
    """The three parts of a token."""
    said = b".".join(_packed(json.dumps(part).encode()) for part in (header, claims))
    return b".".join([said, _packed(signer(said))]).decode()


def _packed(part: bytes) -> bytes:
    return base64.urlsafe_b64encode(part).rstrip(b"=")


def as_json(facts: object, status: int = 200) -> Response:
    """An answer in JSON."""
    return Response(json.dumps(facts), status, content_type="application/json")


@contextmanager
def a_liar() -> Iterator[Liar]:
    """The provider, answering on this machine."""
    liar = Liar()
    server = make_server("127.0.0.1", 0, liar, threaded=True)
    server.RequestHandlerClass.log_request = lambda *_, **__: None  # type: ignore[assignment, method-assign]
    liar.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def come_back(client: Browser, liar: Liar, *, key: str = "region", going: str = "", **more: str) -> Any:
    """Go to the provider from the page for signing in, or by the address given, and come back with what it answers."""
    sent = client.get(going or f"/sign-in/with/{key}?next=/organisations")
    assert sent.status_code == 303, sent.status
    asked = parse_qs(urlsplit(sent.location).query)
    answer = {"code": liar.code_for(sent.location), "state": asked["state"][0], **more}
    return client.get(
        f"/sign-in/with/{key}/answer?{urlencode({name: value for name, value in answer.items() if value})}"
    )


def is_signed_in(client: Browser) -> bool:
    """Whether the browser is somebody's now."""
    return client.get("/me").status_code == 200
