"""When a copy was taken last, beside what else the site does from time to time. The doctor reads it, on whichever host."""

from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.chores.models import ChoreRun
from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork

NAME = "backup"
_LONGEST_ERROR = 2_000


def note_taken(database: Database, at: datetime) -> None:
    """A copy has been taken, and is whole."""
    _note(database, done_at=at)


def note_failed(database: Database, at: datetime, why: str) -> None:
    """No copy could be taken."""
    _note(database, failed_at=at, why=why)


def last_taken(session: Session) -> datetime | None:
    """When the newest copy was taken, as far as the database knows."""
    run = session.get(ChoreRun, NAME)
    return run.done_at if run else None


def _note(
    database: Database, *, done_at: datetime | None = None, failed_at: datetime | None = None, why: str = ""
) -> None:
    with under(Circumstances(Entrance.COMMAND, NAME)), UnitsOfWork(database, Listeners()).change() as session:
        run = session.get(ChoreRun, NAME)
        if run is None:
            run = ChoreRun(name=NAME, last_error="")
            session.add(run)
        run.done_at = done_at or run.done_at
        run.failed_at, run.last_error = failed_at, why[:_LONGEST_ERROR]


def try_to_note_failed(database: Database, at: datetime, why: str) -> None:
    """The same, where the database itself may be what failed: whoever asked is told either way."""
    try:
        note_failed(database, at, why)
    except DBAPIError:
        return
