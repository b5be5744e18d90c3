"""Talking to a provider: so long, so much, nowhere else than asked, and what it says is JSON or nothing."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
import urllib3
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.providers import Provider

MOST_BYTES = 500_000
# Seconds to get a line, of silence, and for all of one answer.
PATIENCE = (4.0, 6.0)
SECONDS = 10.0
_PIECE = 65_536


class Line(OAuth2Session):  # type: ignore[misc]
    """One conversation with a provider, after the manner of OAuth. Redirects are not followed."""

    def __init__(self, provider: Provider, *, redirect_uri: str = "") -> None:
        super().__init__(
            client_id=provider.client_id,
            client_secret=provider.secret or None,
            token_endpoint_auth_method=provider.token_auth,
            scope=" ".join(provider.scopes),
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
        )
        self.headers["User-Agent"] = "fardplan (signing in)"

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send one request and read the whole answer, as far as it is not too long and does not take too long."""
        until = time.monotonic() + SECONDS
        kwargs.update(stream=True, timeout=PATIENCE, allow_redirects=False)
        response = super().send(request, **kwargs)
        with response:
            response._content = _whole(response.raw, until)  # noqa: SLF001 - how a body that was read apart is given back
        return response  # type: ignore[no-any-return]

    def facts(self, address: str, **headers: str) -> dict[str, Any]:
        """The JSON object at the address."""
        return answered(lambda: self.request("GET", address, withhold_token=True, headers=headers))


def answered(ask: Callable[[], requests.Response]) -> dict[str, Any]:
    """The JSON object of an answer that went well; raises NotLetIn for whatever else may come of asking."""
    try:
        response = ask()
        if response.status_code != 200:
            raise NotLetIn(Why.UNREACHABLE, f"answered {response.status_code}")
        found = response.json()
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, TimeoutError) as error:
        raise NotLetIn(Why.UNREACHABLE, type(error).__name__) from error
    except (ValueError, RecursionError) as error:
        raise NotLetIn(Why.UNREACHABLE, "no JSON") from error
    if not isinstance(found, dict):
        raise NotLetIn(Why.UNREACHABLE, "no JSON object")
    return found


def token_of(line: Line, address: str, *, code: str, verifier: str) -> Mapping[str, Any]:
    """What the provider gives for the code that it sent somebody back with."""
    try:
        token = line.fetch_token(address, grant_type="authorization_code", code=code, code_verifier=verifier)
    except OAuthError as error:
        raise NotLetIn(Why.NOT_BELIEVED, f"no token: {error.error}") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, TimeoutError) as error:
        raise NotLetIn(Why.UNREACHABLE, type(error).__name__) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise NotLetIn(Why.UNREACHABLE, "no token in JSON") from error
    if not isinstance(token, Mapping):
        raise NotLetIn(Why.NOT_BELIEVED, "no token")
    return token


def _whole(raw: Any, until: float) -> bytes:
    """The body piece by piece: whoever drips must not hold anybody up, nor fill the memory with what unpacks."""
    pieces, size = list[bytes](), 0
    while piece := raw.read1(_PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise requests.exceptions.ContentDecodingError("too much")
        if time.monotonic() > until:
            raise requests.exceptions.Timeout("too slow")
    return b"".join(pieces)
