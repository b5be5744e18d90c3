"""Sessions for the doors: one for reading each request, and units of work for changing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy.orm import Session

from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.web.identity import known_actor, look_again


def units() -> UnitsOfWork:
    """The application's units of work."""
    return cast(UnitsOfWork, current_app.extensions["units_of_work"])


def reading() -> Session:
    """The request's session for reading. What has been changed in the same request is seen by it."""
    if "reading" not in g:
        database = units().database
        g.reading = database.reading_behind() if _is_of_a_stranger() else database.reading()
    return cast(Session, g.reading)


@contextmanager
def change() -> Iterator[Session]:
    """A unit of work: kept when the block ends well, otherwise undone."""
    # Who acts is found out before the unit of work begins, as that may take a unit of work of its own, and again within it.
    known_actor()
    close_reading()
    g.has_changed = True
    with units().change() as session:
        look_again(session)
        yield session
    close_reading()


def _is_of_a_stranger() -> bool:
    """Whether the request is of somebody who has written nothing that they could miss: not signed in, no form open."""
    return (
        has_request_context()
        and request.method in {"GET", "HEAD"}
        and "has_changed" not in g
        and "Authorization" not in request.headers
        and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
    )


def close_reading(_error: BaseException | None = None) -> None:
    """Let go of the request's session for reading; the next use sees what has been kept since."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()


def register(app: Flask) -> None:
    """Close the session with the request."""
    app.teardown_appcontext(close_reading)
