"""What is sent is waited for here, before anybody is asked who sends it, and for a time only.

Each request holds a thread of the server until it is answered. Somebody who sends a form slowly, or never to the end, could
so hold all of them; and who they are would have been asked long before what they sent is there. A proxy in front of the
site that takes requests whole, as nginx does, lets none of this come here.
"""

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile
from threading import Lock, Timer
from typing import cast

from flask import Flask, current_app, g, request
from werkzeug.exceptions import RequestTimeout
from werkzeug.wsgi import get_input_stream

from roadmaps.foundation.errors import TooMany
from roadmaps.web.limits import network_address

# The largest that any door takes, and what a form around it adds.
MOST_BYTES = 27_000_000
IN_MEMORY_BYTES = 500_000
PORTION_BYTES = 64_000
# A small form has so long to come; a large file a second more for as much as the slowest of phones sends in it.
SECONDS = 20.0
BYTES_IN_A_SECOND = 50_000
# How many a process waits for at once where nobody has told how many threads it has.
MOST_AT_ONCE = 12
TRY_AGAIN_SECONDS = 5
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Arrivals:
    """The bodies that a process waits for, by the address that they come from."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._by_address: Counter[str] = Counter()
        self._most = MOST_AT_ONCE

    def spare(self, threads: int) -> None:
        """Leave some of these threads, which nothing else holds for long, to those who read."""
        self._most = max(2, threads * 3 // 4)

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """Wait for one of them.

        :raises TooMany: when so many are waited for that readers would have to wait, too, or most of them are of this address
        """
        with self._lock:
            is_full = self._by_address.total() >= self._most or self._by_address[address] >= self._most * 2 // 3
            if is_full:
                raise TooMany(TRY_AGAIN_SECONDS)
            self._by_address[address] += 1
        try:
            yield
        finally:
            with self._lock:
                self._by_address[address] -= 1
                self._by_address += Counter()


def register(app: Flask) -> None:
    """Wait for what is sent, before any other part of the application looks at it."""
    app.extensions["arrivals"] = Arrivals()
    app.before_request(_wait_for_all)
    app.teardown_request(_let_go)


def arrivals_of(app: Flask) -> Arrivals:
    """The application's."""
    return cast(Arrivals, app.extensions["arrivals"])


def _wait_for_all() -> None:
    length = request.content_length
    is_chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    # What says that it is too large is refused where somebody knows how large it may be.
    if request.method in _READING or not (length or is_chunked) or (length or 0) > MOST_BYTES:
        return
    g.body = body = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed with the request
    with _own_place(), _no_longer_than(length or MOST_BYTES):
        # More than the largest is cut off after it has shown that it is more.
        coming = get_input_stream(request.environ, safe_fallback=False, max_content_length=MOST_BYTES)
        while portion := coming.read(PORTION_BYTES):
            body.write(portion)
    if length is not None and body.tell() < length:
        raise RequestTimeout
    body.seek(0)
    request.environ["wsgi.input"] = body


def _let_go(_error: BaseException | None) -> None:
    if body := g.pop("body", None):
        body.close()


@contextmanager
def _own_place() -> Iterator[None]:
    try:
        with arrivals_of(current_app).place(network_address()):
            yield
    except TooMany:
        # The server would wait for the rest, to be able to hear another request on the same line.
        _hear_no_more(request.environ.get("gunicorn.socket"))
        raise


@contextmanager
def _no_longer_than(length: int) -> Iterator[None]:
    """Let the line be closed for what still comes, when the time is over; the answer can be sent by it all the same.

    Who sends a byte now and then never keeps a single reading waiting for long, so it is the whole that is timed.
    """
    line = request.environ.get("gunicorn.socket")
    if line is None:
        yield
        return
    timer = Timer(SECONDS + length / BYTES_IN_A_SECOND, _hear_no_more, [line])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hear_no_more(line: socket.socket | None) -> None:
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RD)
