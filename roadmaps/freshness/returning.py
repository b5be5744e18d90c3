"""People who are signed in and come back with a page that they have: what they were told is told them again, as long as it holds.

Only the very question that the application itself has answered in the same browser is answered so, cookie by cookie. Each
time the database is asked, in one statement, whether the marks of the page and the sign-in are still as they were.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from roadmaps.foundation.clock import today
from roadmaps.freshness.memory import Made

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# In the environment of a request: what the application has told a browser to be good still.
STILL_GOOD = "roadmaps.still_good"
# Whoever changes the database by hand moves no marks: the application looks at everything anew after so long.
HOLDS_SECONDS = 60
MOST = 4000

# A digest, so that what somebody sends takes up no more room than what anybody does.
Question = bytes
# Where marks are, and the row of a sign-in as the database gives it; None where there is no such sign-in.
Standing = tuple[tuple[int, ...], tuple[object, ...]]


@dataclass(frozen=True)
class SignIns:
    """Where sign-ins are kept, as the room above tells: a row that is as it was lets the same person in as it did.

    `of_request` tells by which key the sign-in of the request at hand is found, and until when it counts by itself.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    of_request: Callable[[], tuple[str, datetime] | None]


@dataclass(frozen=True)
class StillGood:
    """What a page that is good still goes by: its marks and its day, the sign-in, and a moment, in seconds since 1970."""

    names: tuple[str, ...]
    made: Made
    sign_in: str
    until: float
    door: tuple[str, str]


@dataclass(frozen=True)
class Told:
    """An answer that the application has given, and how the sign-in was before it gave it; unknown at the first time."""

    page: StillGood
    headers: list[tuple[str, str]]
    sign_in_was: tuple[object, ...] | None
    holds_until: float

    def holds(self, standing: Standing | None) -> bool:
        """Whether it can be given once more."""
        return (
            standing is not None
            and standing[0] == self.page.made[0]
            and standing[1] == self.sign_in_was
            and self.page.made[1] == today()
            and time.time() < self.page.until
            and time.monotonic() < self.holds_until
        )


class Memory:
    """Answers that were given, by their questions; those that nobody has come back to for longest go first."""

    def __init__(self) -> None:
        self._told: OrderedDict[Question, Told] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Question) -> Told | None:
        """The last answer to the question."""
        with self._lock:
            found = self._told.get(question)
            if found is not None:
                self._told.move_to_end(question)
            return found

    def put(self, question: Question, page: StillGood, headers: list[tuple[str, str]], before: Standing | None) -> None:
        """Keep an answer. `before` is how the sign-in was before the application looked at it."""
        told = Told(page, headers, before[1] if before else None, time.monotonic() + HOLDS_SECONDS)
        with self._lock:
            self._told[question] = told
            self._told.move_to_end(question)
            while len(self._told) > MOST:
                self._told.popitem(last=False)


def question_of(environ: "WSGIEnvironment") -> Question | None:
    """All of a request that an answer can go by; None for one that can only be answered by the application."""
    tag = environ.get("HTTP_IF_NONE_MATCH", "")
    if not tag or "HTTP_AUTHORIZATION" in environ:
        return None
    asked = (
        environ["HTTP_COOKIE"],
        tag,
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", ""),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_TURBO_FRAME", ""),
        environ.get("HTTP_ACCEPT_LANGUAGE", ""),
    )
    return sha256("\0".join(f"{len(one)}:{one}" for one in asked).encode("utf-8", "surrogatepass")).digest()
