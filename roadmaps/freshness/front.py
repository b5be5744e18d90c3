"""Answering from memory, before the application begins to work: readers without an account, and whoever has the page still.

Only what the application itself has answered just so to another reader without an account is answered here, header by header,
and only while the marks that it was made from are where they were: that is asked of the database each time. Who is signed in
is told here that the page is good still (`returning`), and nothing else.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from roadmaps.foundation.clock import today
from roadmaps.freshness.asking import Cookies, cookies_in, language_of_stranger
from roadmaps.freshness.bodies import BROTLI, GZIP
from roadmaps.freshness.keeper import FOR_ALL, Keeper, address_of
from roadmaps.freshness.memory import Kept
from roadmaps.freshness.returning import STILL_GOOD, Question, Standing, StillGood, question_of
from roadmaps.freshness.returning import Memory as Answers
from roadmaps.web.open_places import NONCE, PLACES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DOOR = "roadmaps.door"
MOST_HOSTS = 16
_STILL_GOOD = "304 NOT MODIFIED"
# Whoever has the page keeps its own of these.
_NOT_WITH_304 = frozenset({"content-security-policy", "content-type", "content-length", "content-encoding"})
_NOT_KEPT = frozenset({"content-length", "date", "x-request-id"})


class Front:
    """What stands before the application."""

    def __init__(self, inner: "WSGIApplication", keeper: Keeper) -> None:
        self._inner, self._keeper = inner, keeper
        # Under which names the application has let itself be asked for.
        self._hosts: set[str] = set()
        self._answers = Answers()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer at once, or let the application answer and remember it."""
        if not self._keeper.is_on or environ["REQUEST_METHOD"] != "GET":
            return self._inner(environ, start_response)
        cookies, is_somebody = cookies_in(environ.get("HTTP_COOKIE", ""), self._keeper.session_cookie)
        if is_somebody:
            return self._answer_somebody(environ, start_response)
        page = self._kept(environ, cookies)
        if page is not None and page.headers is not None:
            environ[DOOR] = page.door
            return _answer(page, page.headers, environ, start_response)
        return self._inner(environ, self._remembering(environ, start_response))

    def _answer_somebody(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        question = question_of(environ)
        if question is None or self._keeper.looking.sign_ins is None:
            return self._inner(environ, start_response)
        told = self._answers.get(question)
        # What the application is about to look at is looked at before it: if it changes meanwhile, that is seen next time.
        standing = self._standing(told.page) if told else None
        if told is not None and told.holds(standing):
            environ[DOOR] = told.page.door
            start_response(_STILL_GOOD, list(told.headers))
            return [b""]
        key = told.page.sign_in if told else ""
        return self._inner(environ, self._noting(environ, start_response, question, key, standing))

    def _standing(self, page: StillGood) -> Standing | None:
        try:
            return self._keeper.looking.where_is(page.names, page.sign_in)
        except SQLAlchemyError:
            return None

    def _noting(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        question: Question,
        sign_in: str,
        before: Standing | None,
    ) -> "StartResponse":
        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Callable[[bytes], object]:
            page: StillGood | None = environ.get(STILL_GOOD)
            names = {name.lower() for name, _value in headers}
            if page is not None and status == _STILL_GOOD and "set-cookie" not in names:
                kept = [one for one in headers if one[0].lower() not in _NOT_KEPT]
                self._answers.put(question, page, kept, before if page.sign_in == sign_in else None)
            return start_response(status, headers, *failure)

        return start

    def _kept(self, environ: "WSGIEnvironment", cookies: Cookies) -> Kept | None:
        if "HTTP_AUTHORIZATION" in environ or environ.get("HTTP_HOST", "").lower() not in self._hosts:
            return None
        language = language_of_stranger(cookies, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        page = self._keeper.memory.get(address_of(environ, cookies, language, None))
        if page is None or page.until <= time.time() or page.made[1] != today():
            return None
        try:
            return page if self._keeper.where_are(page.names) == page.made[0] else None
        except SQLAlchemyError:
            # The application says in words that the database does not answer.
            return None

    def _remembering(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "StartResponse":
        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Callable[[bytes], object]:
            page: Kept | None = environ.get(FOR_ALL)
            if page is not None and status.startswith("200"):
                self._remember(page, headers, environ)
            return start_response(status, headers, *failure)

        return start

    def _remember(self, page: Kept, headers: Sequence[tuple[str, str]], environ: "WSGIEnvironment") -> None:
        names = {name.lower() for name, _value in headers}
        if "set-cookie" in names or "content-encoding" in names:
            return
        nonce = environ[NONCE]
        page.headers = [
            (name, value.replace(nonce, PLACES[NONCE])) for name, value in headers if name.lower() not in _NOT_KEPT
        ]
        if len(self._hosts) < MOST_HOSTS:
            self._hosts.add(environ.get("HTTP_HOST", "").lower())


def _answer(
    page: Kept, headers: list[tuple[str, str]], environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    if page.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response(_STILL_GOOD, [one for one in headers if one[0].lower() not in _NOT_WITH_304])
        return [b""]
    nonce = secrets.token_urlsafe(16)
    told = [(name, value.replace(PLACES[NONCE], nonce)) for name, value in headers]
    wanted = environ.get("HTTP_ACCEPT_ENCODING", "")
    if page.body.is_for_brotli and _takes(BROTLI, wanted):
        body = page.body.brotlied(nonce)
        told.append(("Content-Encoding", BROTLI))
    elif _takes(GZIP, wanted):
        body = page.body.gzipped(nonce)
        told.append(("Content-Encoding", GZIP))
    else:
        body = page.body.filled({NONCE: nonce})
    told.append(("Content-Length", str(len(body))))
    start_response("200 OK", told)
    return [body]


def _takes(encoding: str, wanted: str) -> bool:
    """Whether it is wanted; a browser that says with which weight is taken at its word only if that is not nothing."""
    for one in wanted.split(","):
        name, _, weight = one.strip().partition(";")
        if name.strip() == encoding:
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False
