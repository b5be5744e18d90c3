"""Each request, seen from outside of the application: its number, its line in the log, and what it adds to the figures.

The number comes back in the header X-Request-ID and stands on pages that tell of a failure, so that whoever asks for help
can name it. Doors stand in lines and figures by the pattern of their address; the address itself, which may hold a secret
or a search, does not, nor who asked or from where.
"""

import json
import re
import secrets
import sys
from collections.abc import Iterable
from contextlib import suppress
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Any, TextIO

from flask import Flask, has_request_context, request, request_started

from roadmaps.web.logs import JSON, REQUEST_ID, is_plain, moment
from roadmaps.web.metrics import Figures

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-ID"
NOWHERE, FILES = "nowhere", "static"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_DOOR = "roadmaps.door"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def register(app: Flask) -> None:
    """Watch all that the application answers. Comes last, so that nothing is answered outside of it."""
    settings = app.extensions["settings"]
    log = None if settings.is_testing else RequestLog(settings.log_style)
    app.wsgi_app = Watch(  # type: ignore[method-assign]
        app.wsgi_app, app.extensions["figures"], log, are_numbers_believed=settings.trusted_proxies > 0
    )
    request_started.connect(_note_door, app)
    app.jinja_env.globals["request_id"] = request_id


def request_id() -> str:
    """The number of the request at hand; empty where there is none."""
    return str(request.environ.get(REQUEST_ID, "")) if has_request_context() else ""


class RequestLog:
    """Writes a line for each request, as a whole, so that those of several threads and processes do not mix."""

    def __init__(self, style: str, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_plain = is_plain(style or "", self._stream) and style != JSON
        self._known: dict[tuple[str, str, str, int], str] = {}

    def write(self, number: str, door: tuple[str, str], method: str, status: int, seconds: float) -> None:
        """Tell of one request."""
        if self._is_plain:
            line = f"{moment()} info {method} {door[0]} {status} {seconds * 1000:.1f} ms [{number}]\n"
        else:
            # What the lines of one door have in common is put together once.
            key = (*door, method, status)
            if (common := self._known.get(key)) is None:
                told = {"door": door[0], "route": door[1], "method": method, "status": status}
                common = self._known[key] = json.dumps(told)[1:]
            line = (
                f'{{"time": "{moment()}", "level": "info", "logger": "roadmaps.requests", "request": "{number}", '
                f'"milliseconds": {seconds * 1000:.1f}, {common}\n'
            )
        self._stream.write(line)
        self._stream.flush()


class Watch:
    """The application, watched."""

    def __init__(
        self, inner: "WSGIApplication", figures: Figures, log: RequestLog | None, *, are_numbers_believed: bool
    ) -> None:
        self._inner, self._figures, self._log = inner, figures, log
        self._are_numbers_believed = are_numbers_believed

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer, and note how."""
        began, began_working = perf_counter(), thread_time()
        number = environ[REQUEST_ID] = self._number(environ.get("HTTP_X_REQUEST_ID", ""))
        is_socket = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        status = 500

        def start(line: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            nonlocal status
            status = int(line[:3])
            headers.append((HEADER, number))
            return start_response(line, headers, *failure)

        if is_socket:
            self._figures.sockets.inc()
        try:
            return self._inner(environ, start)
        finally:
            if is_socket:
                self._figures.sockets.dec()
            seconds, worked = perf_counter() - began, thread_time() - began_working
            door = environ.get(_DOOR) or (FILES if environ["PATH_INFO"].startswith("/static/") else NOWHERE, "")
            method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "OTHER"
            # Where nothing more can be written, as on a full disk, an answer is still an answer.
            with suppress(OSError, ValueError):
                if not is_socket:
                    self._figures.count(door[0], method, status, seconds=seconds, cpu_seconds=worked)
                if self._log:
                    self._log.write(number, door, method, status, seconds)

    def _number(self, told: str) -> str:
        """That of the proxy in front of us, where there is one and it makes sense; otherwise a new one."""
        if told and self._are_numbers_believed and _WELL_FORMED.fullmatch(told):
            return told
        return secrets.token_hex(8)


def _note_door(_app: Flask, **_more: object) -> None:
    if rule := request.url_rule:
        request.environ[_DOOR] = (rule.endpoint, rule.rule)
