"""Sessions for the doors: one for reading each request, and units of work for changing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from roadmaps.foundation.unit_of_work import UnitsOfWork


def units() -> UnitsOfWork:
    """The application's units of work."""
    return cast(UnitsOfWork, current_app.extensions["units_of_work"])


def reading() -> Session:
    """The request's session for reading. What has been changed in the same request is seen by it."""
    if "reading" not in g:
        g.reading = units().database.reading()
    return cast(Session, g.reading)


@contextmanager
def change() -> Iterator[Session]:
    """A unit of work: kept when the block ends well, otherwise undone."""
    close_reading()
    with units().change() as session:
        yield session
    close_reading()


def close_reading(_error: BaseException | None = None) -> None:
    """Let go of the request's session for reading; the next use sees what has been kept since."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()


def register(app: Flask) -> None:
    """Close the session with the request."""
    app.teardown_appcontext(close_reading)
