"""Asking Kolada over the network: at one host only, for so long and so much and no more."""

import time
from collections.abc import Iterator, Sequence
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, cast
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from roadmaps.indicators.kolada.failures import Failure, SourceFailed
from roadmaps.indicators.kolada.format import Figure, read_answer

MOST_BYTES, MOST_PAGES = 5_000_000, 40
# Kolada refuses longer rows of years.
YEARS_AT_A_TIME = 25
# Seconds without a sign of life.
LONGEST_SILENCE = 10.0
_PIECE = 65_536
_NAME = "fardplan (readings of indicators)"


class Kolada:
    """Kolada at an address such as https://api.kolada.se/v3. The seconds are for one indicator, all pages together."""

    def __init__(self, address: str, *, seconds: float = 30) -> None:
        self._base = urlsplit(address.rstrip("/"))
        self._address = address.rstrip("/")
        self._seconds = seconds
        self._opener = build_opener(_StayingHere(self._base))

    def figures(self, number: str, places: Sequence[str], years: Sequence[int]) -> list[Figure]:
        """Everything that Kolada says about the figure with this number in these places and years.

        :raises SourceFailed: when not all of it could be had
        """
        until = time.monotonic() + self._seconds
        return [
            figure
            for some in _batches(years)
            for figure in self._pages(number, f"{self._address}{_path(number, places, some)}", until)
        ]

    def _pages(self, number: str, address: str, until: float) -> Iterator[Figure]:
        seen: set[str] = set()
        following: str | None = address
        while following is not None:
            if following in seen or len(seen) >= MOST_PAGES:
                raise SourceFailed(Failure.TOO_MUCH)
            seen.add(following)
            answer = read_answer(self._read(following, until), number)
            yield from answer.figures
            following = self._here(answer.next_address) if answer.next_address else None

    def _here(self, address: str) -> str:
        """The address of the next page at the host that was asked, whatever scheme or port it is told with."""
        told = urlsplit(urljoin(f"{self._address}/", address))
        if told.hostname != self._base.hostname:
            raise SourceFailed(Failure.ELSEWHERE, told.hostname or address)
        return urlunsplit((self._base.scheme, self._base.netloc, told.path, told.query, ""))

    def _read(self, address: str, until: float) -> bytes:
        request = Request(address, headers={"Accept": "application/json", "User-Agent": _NAME})  # noqa: S310 - checked with the settings
        try:
            with self._opener.open(request, timeout=min(_left(until), LONGEST_SILENCE)) as answer:
                return _whole(answer, until)
        except HTTPError as error:
            error.close()
            if error.code == 404:
                raise SourceFailed(Failure.UNKNOWN_FIGURE) from error
            raise SourceFailed(Failure.REFUSED, str(error.code)) from error
        except TimeoutError as error:
            raise SourceFailed(Failure.SLOW) from error
        except URLError as error:
            slow = isinstance(error.reason, TimeoutError)
            raise SourceFailed(Failure.SLOW if slow else Failure.UNREACHABLE) from error
        except HTTPException as error:
            raise SourceFailed(Failure.CUT_OFF) from error
        except (OSError, ValueError) as error:
            raise SourceFailed(Failure.UNREACHABLE) from error


class _StayingHere(HTTPRedirectHandler):
    """Follows a redirect only within the host that was asked, and never from https to http."""

    def __init__(self, base: SplitResult) -> None:
        self._base = base

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Refuse to be led elsewhere."""
        there = urlsplit(newurl)
        if there.netloc != self._base.netloc or there.scheme not in {self._base.scheme, "https"}:
            fp.close()
            raise SourceFailed(Failure.ELSEWHERE, there.hostname or "")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _path(number: str, places: Sequence[str], years: Sequence[int]) -> str:
    return f"/data/kpi/{number}/municipality/{','.join(places)}/year/{','.join(map(str, years))}"


def _batches(years: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(years), YEARS_AT_A_TIME):
        yield years[start : start + YEARS_AT_A_TIME]


def _whole(answer: object, until: float) -> bytes:
    """The body, read piece by piece: a source that drips must not hold anybody up."""
    response = cast(HTTPResponse, answer)
    pieces: list[bytes] = []
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        if sum(map(len, pieces)) > MOST_BYTES:
            raise SourceFailed(Failure.TOO_MUCH)
        _left(until)
    if response.length:
        raise SourceFailed(Failure.CUT_OFF)
    return b"".join(pieces)


def _left(until: float) -> float:
    """How many seconds there are left."""
    left = until - time.monotonic()
    if left <= 0:
        raise SourceFailed(Failure.SLOW)
    return left
