"""What a provider tells about itself: where its doors are and which keys it signs with. Asked over the network, and kept a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.line import Line
from roadmaps.single_sign_on.providers import Provider

KEPT_SECONDS = 3600.0
# Keys that are asked for anew because one is not known are not asked for at the will of whoever sends tokens.
KEYS_REST_SECONDS = 30.0
# A provider that has just failed to answer is left alone for so long, and nobody waits for it meanwhile.
FAILURE_RESTS_SECONDS = 10.0
MOST_KEYS = 40
# 2048 bits in base64url.
SHORTEST_MODULUS = 341


@dataclass(frozen=True)
class Doors:
    """Where one goes with what, at one provider."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    tells_issuer: bool


class Known:
    """What is known about one provider; asked for when it is first needed, and again when it has grown old."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._lock = Lock()
        self._doors: tuple[float, Doors] | None = None
        self._keys: tuple[float, tuple[Key, ...]] | None = None
        self._failed: tuple[float, NotLetIn] | None = None

    def doors(self) -> Doors:
        """Where its doors are, as it says itself.

        :raises NotLetIn: when it does not say so, or speaks for another provider
        """
        with self._lock:
            if self._doors is None or monotonic() - self._doors[0] > KEPT_SECONDS:
                self._doors = monotonic(), self._patiently(self._ask_for_doors)
            return self._doors[1]

    def keys(self, *, anew: bool = False) -> tuple[Key, ...]:
        """The keys that it signs with; `anew` asks it again, unless that was done just now."""
        where = self.doors().keys
        with self._lock:
            age = monotonic() - self._keys[0] if self._keys else None
            if self._keys is None or age is None or age > (KEYS_REST_SECONDS if anew else KEPT_SECONDS):
                self._keys = monotonic(), self._patiently(lambda: self._ask_for_keys(where))
            return self._keys[1]

    def forget(self) -> None:
        """Ask for everything anew."""
        with self._lock:
            self._doors = self._keys = self._failed = None

    def _patiently(self, ask: Any) -> Any:
        if self._failed and monotonic() - self._failed[0] < FAILURE_RESTS_SECONDS:
            raise NotLetIn(self._failed[1].why, self._failed[1].detail)
        try:
            found = ask()
        except NotLetIn as failure:
            self._failed = monotonic(), failure
            raise
        self._failed = None
        return found

    def _ask_for_doors(self) -> Doors:
        provider = self.provider
        told = Line(provider).facts(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != provider.issuer:
            raise NotLetIn(Why.NOT_BELIEVED, "it says that it is another issuer")
        return Doors(
            authorization=self._door(told, "authorization_endpoint"),
            token=self._door(told, "token_endpoint"),
            keys=self._door(told, "jwks_uri"),
            userinfo=self._door(told, "userinfo_endpoint", may_miss=True),
            end_session=self._door(told, "end_session_endpoint", may_miss=True),
            tells_issuer=told.get("authorization_response_iss_parameter_supported") is True,
        )

    def _door(self, told: Mapping[str, Any], name: str, *, may_miss: bool = False) -> str:
        """An address that it names: encrypted, unless the provider itself runs on this very machine."""
        address = told.get(name)
        if address is None and may_miss:
            return ""
        is_local = urlsplit(self.provider.issuer).scheme == "http"
        try:
            parts = urlsplit(address if isinstance(address, str) else "")
            good = parts.scheme == "https" or (is_local and parts.scheme == "http")
            good = good and bool(parts.hostname) and not parts.username and not parts.fragment
        except ValueError:
            good = False
        if not good:
            raise NotLetIn(Why.NOT_BELIEVED, f"its {name} is no address to go to")
        assert isinstance(address, str)
        return address

    def _ask_for_keys(self, where: str) -> tuple[Key, ...]:
        told = Line(self.provider).facts(where).get("keys")
        if not isinstance(told, Sequence) or isinstance(told, str):
            raise NotLetIn(Why.NOT_BELIEVED, "it has no keys")
        return tuple(key for one in told[:MOST_KEYS] if (key := _key(one)) is not None)


def _key(told: object) -> Key | None:
    """One key, if it is a public one for signing and long enough; there may be others, of which nothing is asked."""
    if not isinstance(told, Mapping) or told.get("kty") not in {"RSA", "EC", "OKP"} or told.get("use", "sig") != "sig":
        return None
    if told["kty"] == "RSA" and len(str(told.get("n", ""))) < SHORTEST_MODULUS:
        return None
    public = {
        name: value for name, value in told.items() if name in {"kty", "kid", "n", "e", "crv", "x", "y", "alg", "use"}
    }
    try:
        return JWKRegistry.import_key(public)
    except (JoseError, ValueError, TypeError):
        return None
