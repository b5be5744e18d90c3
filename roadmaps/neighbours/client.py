"""Asking another installation over the network: only over https, only on the open internet, for so long and so much.

Redirects are followed within the same site only.
"""

import time
from base64 import b64decode
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin, urlsplit

from roadmaps.foundation.open_internet import NotOpen, TimeUp, connected, left
from roadmaps.neighbours.failures import Failure, FetchFailed

MOST_BYTES = 5_000_000
MOST_REDIRECTS = 3
SECONDS = 20.0
_PIECE = 65_536
_NAME = "fardplan (mirroring roadmaps of neighbours)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Answer:
    """What came, and the SHA-256 that the other site told beside it; empty where it told none."""

    body: bytes
    sha256: str


@dataclass(frozen=True)
class Fetcher:
    """Fetches the data of roadmaps. `is_local_allowed` lets tests have two installations on one machine; nothing else sets it."""

    is_local_allowed: bool = False
    seconds: float = SECONDS

    def fetch(self, address: str, *, known: str = "") -> Answer | None:
        """What is at the address; None when it is still what has the SHA-256 that is known already.

        :raises FetchFailed: when it could not be had
        """
        until = time.monotonic() + self.seconds
        asked = urlsplit(address)
        for _ in range(MOST_REDIRECTS + 1):
            came = self._ask(asked, known, until)
            if not isinstance(came, str):
                return came
            there = urlsplit(urljoin(asked.geturl(), came))
            if (there.scheme, there.netloc) != (asked.scheme, asked.netloc):
                raise FetchFailed(Failure.ELSEWHERE, there.hostname or "")
            asked = there
        raise FetchFailed(Failure.REFUSED, "redirects")

    def _ask(self, asked: SplitResult, known: str, until: float) -> Answer | str | None:
        """The answer, where it leads on to, or None for what is known."""
        try:
            with connected(asked, until, is_local_allowed=self.is_local_allowed) as connection:
                path = f"{asked.path or '/'}{'?' if asked.query else ''}{asked.query}"
                headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": _NAME}
                if known:
                    headers["If-None-Match"] = f'"{known}"'
                connection.request("GET", path, headers=headers)
                with closing(connection.getresponse()) as response:
                    came = _understood(response, until)
                # What was cut off because time was up may look as if it had come to its end.
                _left(until)
                return came
        except NotOpen as error:
            raise FetchFailed(Failure.NOT_OPEN) from error
        except TimeoutError as error:
            raise FetchFailed(Failure.SLOW) from error
        except FetchFailed as failure:
            _left(until)
            raise failure from None
        except (HTTPException, OSError, ValueError) as error:
            late = time.monotonic() >= until
            cut = isinstance(error, HTTPException)
            raise FetchFailed(Failure.SLOW if late else Failure.CUT_OFF if cut else Failure.UNREACHABLE) from error


def _understood(response: HTTPResponse, until: float) -> Answer | str | None:
    if response.status == 304:
        return None
    if response.status in _REDIRECTS:
        return response.getheader("Location", "")
    if response.status in {401, 403, 404, 410}:
        raise FetchFailed(Failure.MISSING)
    if response.status != 200:
        raise FetchFailed(Failure.REFUSED, str(response.status))
    if response.getheader("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise FetchFailed(Failure.NO_DATA)
    if response.getheader("Content-Encoding", "identity").strip().lower() != "identity":
        raise FetchFailed(Failure.NOT_UNDERSTOOD)
    return Answer(_whole(response, until), _told_digest(response.getheader("Repr-Digest", "")))


def _whole(response: HTTPResponse, until: float) -> bytes:
    """The body, read piece by piece: whoever drips must not hold anybody up."""
    if (response.length or 0) > MOST_BYTES:
        raise FetchFailed(Failure.TOO_MUCH)
    pieces, size = list[bytes](), 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise FetchFailed(Failure.TOO_MUCH)
        _left(until)
    if response.length:
        raise FetchFailed(Failure.CUT_OFF)
    return b"".join(pieces)


def _told_digest(header: str) -> str:
    """The SHA-256 in hexadecimal, of a header by RFC 9530; empty where there is none."""
    for entry in header.split(","):
        name, _, value = entry.strip().partition("=")
        if name.lower() == "sha-256" and value.startswith(":") and value.endswith(":"):
            try:
                return b64decode(value[1:-1], validate=True).hex()
            except ValueError:
                return ""
    return ""


def _left(until: float) -> float:
    """How many seconds there are left."""
    try:
        return left(until)
    except TimeUp as error:
        raise FetchFailed(Failure.SLOW) from error
