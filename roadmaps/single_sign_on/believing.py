"""Whether a token of a provider is to be believed: its signature, who it is from and for, and how old it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.known import Known

# Clocks differ, but not by much.
LEEWAY_SECONDS = 60
# A token comes a moment after it was made; one that lay about somewhere is not believed, however long it says it lasts.
FRESH_SECONDS = 600
LONGEST_TOKEN = 50_000
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True)
class SignedOut:
    """That somebody signed out at the provider: who (`subject`), or in which session of theirs (`sid`), or both."""

    subject: str
    sid: str
    word: str
    expires_at: float


def id_token_facts(known: Known, token: Mapping[str, Any], *, nonce: str, at: datetime) -> dict[str, Any]:
    """What the ID token says about somebody.

    :raises NotLetIn: when it is not to be believed
    """
    provider = known.provider
    decoded = _signed(known, token.get("id_token"))
    if not _is_a(decoded, "application/jwt"):
        raise NotLetIn(Why.NOT_BELIEVED, "ID token: another kind of token")
    options: Any = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
    }
    params = {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")}
    try:
        claims = CodeIDToken(decoded.claims, decoded.header, options, params)
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
        _require_fresh(claims, at)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotLetIn(Why.NOT_BELIEVED, f"ID token: {error}") from error
    if not 1 <= len(claims["sub"]) <= 255:
        raise NotLetIn(Why.NOT_BELIEVED, "ID token: its subject is too long or empty")
    return dict(claims)


def signed_out(known: Known, token: object, *, at: datetime) -> SignedOut:
    """What a logout token says.

    :raises NotLetIn: when it is not to be believed
    """
    provider = known.provider
    decoded = _signed(known, token)
    claims, told = decoded.claims, decoded.claims.get("events")
    registry = JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
    )
    try:
        registry.validate(claims)
        _require_fresh(claims, at)
    except (JoseError, ValueError, TypeError) as error:
        raise NotLetIn(Why.NOT_BELIEVED, f"logout token: {error}") from error
    if not _is_a(decoded, "logout+jwt", "application/logout+jwt"):
        raise NotLetIn(Why.NOT_BELIEVED, "logout token: another kind of token")
    if not isinstance(told, Mapping) or not isinstance(told.get(SIGNED_OUT), Mapping) or "nonce" in claims:
        raise NotLetIn(Why.NOT_BELIEVED, "logout token: it is none")
    subject, sid = claims.get("sub", ""), claims.get("sid", "")
    if not isinstance(subject, str) or not isinstance(sid, str) or not (subject or sid):
        raise NotLetIn(Why.NOT_BELIEVED, "logout token: it names nobody")
    return SignedOut(subject=subject, sid=sid, word=str(claims["jti"]), expires_at=float(claims["exp"]))


def _is_a(token: jwt.Token, *kinds: str) -> bool:
    """Whether the token says that it is of such a kind, or of none: what was made for one use is not good for another."""
    kind = token.header.get("typ", "JWT")
    return isinstance(kind, str) and kind.lower() in {"jwt", *kinds}


def _require_fresh(claims: Mapping[str, Any], at: datetime) -> None:
    if at.timestamp() - float(claims["iat"]) > FRESH_SECONDS:
        raise ValueError("it was made too long ago")


def _signed(known: Known, token: object) -> jwt.Token:
    """The token, if a key of the provider has signed it; keys are asked for anew where none of those known did."""
    if not isinstance(token, str) or not token.isascii() or not 1 <= len(token) <= LONGEST_TOKEN:
        raise NotLetIn(Why.NOT_BELIEVED, "there is no token")
    for anew in (False, True):
        for key in known.keys(anew=anew):
            found = _by(key, token, known.provider.algorithms)
            if found is not None:
                return found
    raise NotLetIn(Why.NOT_BELIEVED, "no key of the provider has signed the token")


def _by(key: Key, token: str, algorithms: tuple[str, ...]) -> jwt.Token | None:
    """The token as signed by this key, in one of these ways; None where it is not."""
    registry = JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    try:
        found = jwt.decode(token, key, registry=registry)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Another's signature, another kind of key than the token asks for, or a token that nobody can read.
        return None
    kid = found.header.get("kid")
    return found if kid is None or key.kid is None or kid == key.kid else None
