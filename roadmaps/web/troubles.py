"""Troubles that pass by themselves: a database that is away or busy, a disk without room. They are told in words, and where it
is certain that nothing was kept yet, the request is simply done once more.
"""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import current_app, g, request
from flask.globals import request_ctx
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from roadmaps.foundation.sentences import Sentence, say
from roadmaps.foundation.unit_of_work import is_doubtful
from roadmaps.web.metrics import figures
from roadmaps.web.work import close_reading, units

A = TypeVar("A")
BUSY = say("The site is very busy just now, and what you sent was not kept. Send it again.")
AWAY = say("The site does not reach its database just now, so what you sent was not kept. Try again in a while.")
NO_ROOM = say(
    "The site has no room left to keep anything in, so what you sent was not kept. Whoever looks after it is needed."
)
DOUBTFUL = say(
    "The site lost touch with its database just as what you sent was to be kept. Look whether it is there before you send it again."
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# PostgreSQL: serialization failure, deadlock.
_LOST_A_RACE = {"40001", "40P01"}
# A row that somebody else wrote a moment ago, or took away: rules look first, so asked again they see it, and tell it in words.
_CAME_SECOND = {"23503", "23505"}
_SQLITE_CAME_SECOND = ("UNIQUE constraint failed", "FOREIGN KEY constraint failed")
# Its classes of codes: connection, being shut down or not started yet; and a server that only reads, as after a fail-over.
_GONE = ("08", "57P")
_READ_ONLY = "25006"
_NO_RESOURCES = "53"
_DISK_FULL = "53100"
_SQLITE_FULL = ("database or disk is full", "disk I/O error")
_SQLITE_AWAY = ("unable to open database file", "attempt to write a readonly database")


@dataclass(frozen=True)
class Trouble:
    """What to say, after how many seconds it may be tried again, and the sort of it for the figures."""

    sort: str
    sentence: Sentence
    seconds: int


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble that an error tells of; None where it is a fault of the program."""
    if isinstance(error, DBAPIError) and is_doubtful(error):
        return Trouble("lost", DOUBTFUL, 10)
    if isinstance(error, NoneFree):
        return Trouble("busy", BUSY, 5)
    if isinstance(error, DBAPIError):
        return _of_database(error)
    if isinstance(error, OSError) and error.errno in _FULL:
        return Trouble("full", NO_ROOM, 60)
    return None


def answer(dispatch: Callable[[], A]) -> A:
    """What the door answers; asked once more, where the first time ended in a trouble that another try may well not meet."""
    before, kept = dict(vars(g)), units().kept_here
    try:
        return dispatch()
    except DBAPIError as error:
        if not _may_be_repeated(error) or units().kept_here != kept:
            raise
    close_reading()
    vars(g).clear()
    vars(g).update(before)
    # What the first try put into the cookie was not kept either. Nothing else can tell the request to read it again.
    request_ctx._session = current_app.session_interface.open_session(current_app, request)  # noqa: SLF001
    for file in request.files.values():
        file.seek(0)
    figures().repeated.inc()
    return dispatch()


def _may_be_repeated(error: DBAPIError) -> bool:
    """After a lost race; and after a lost connection, for whoever only reads."""
    if current_app.testing or is_doubtful(error):
        return False
    if getattr(error.orig, "sqlstate", None) in _LOST_A_RACE | _CAME_SECOND:
        return True
    if any(one in str(error.orig) for one in _SQLITE_CAME_SECOND):
        return True
    return error.connection_invalidated and request.method in {"GET", "HEAD"}


def _of_database(error: DBAPIError) -> Trouble | None:
    code, words = getattr(error.orig, "sqlstate", None) or "", str(error.orig)
    if code == _DISK_FULL or any(one in words for one in _SQLITE_FULL):
        return Trouble("full", NO_ROOM, 60)
    if code in _LOST_A_RACE or code.startswith(_NO_RESOURCES) or "database is locked" in words:
        return Trouble("busy", BUSY, 5)
    if error.connection_invalidated or code.startswith(_GONE) or code == _READ_ONLY:
        return Trouble("away", AWAY, 10)
    if any(one in words for one in _SQLITE_AWAY) or (isinstance(error, OperationalError) and not code):
        return Trouble("away", AWAY, 10)
    return Trouble("busy", BUSY, 5) if isinstance(error, OperationalError) else None
