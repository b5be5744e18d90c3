"""What the database is told of copies: when one was taken last, beside what else the site does from time to time, and a line
in the journal. The doctor reads the one and people the other, on whichever host.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken
from roadmaps.accounts.models import Person, SignIn
from roadmaps.chores.models import ChoreRun, Duty, Worker
from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners, record
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.journal.witness import write_down
from roadmaps.keeping.events import CopyNoted, CopyPutBack, CopyTaken, EverythingMoved
from roadmaps.keeping.manifest import Manifest

NAME = "backup"
_LONGEST_ERROR = 2_000


def note_taken(database: Database, at: datetime, manifest: Manifest | None = None) -> None:
    """A copy has been taken, and is whole; by other means, where there is no manifest."""
    with _changing(database, NAME) as session:
        _note(session, done_at=at)
        record(session, CopyNoted(at) if manifest is None else _taken(manifest, at))


def note_failed(database: Database, at: datetime, why: str) -> None:
    """No copy could be taken."""
    with _changing(database, NAME) as session:
        _note(session, failed_at=at, why=why)


def note_put_back(
    database: Database, at: datetime, manifest: Manifest, *, is_ours: bool, keeps_sign_ins: bool = False
) -> int:
    """The site is that of a copy now. What the copy tells of processes, work and copies was true of where it was taken.

    Sign-ins that were ended since would be open again, so all end, unless told otherwise. Returns how many ended.
    """
    begun_at = datetime.fromisoformat(manifest.begun_at)
    with _changing(database, "restore") as session:
        _forget_who_was_there(session)
        _note(session, done_at=begun_at)
        ended = 0 if keeps_sign_ins else _end_sign_ins(session, at)
        record(session, CopyPutBack(begun_at, manifest.journal_number, is_ours, ended, at))
    return ended


def open_tokens(database: Database, at: datetime) -> list[str]:
    """The access tokens that let programs in, each as people know it: some may have been ended since the copy was taken."""
    found = (
        select(Person.name, AccessToken.name, AccessToken.beginning)
        .join(AccessToken.person)
        .where(AccessToken.ended_at.is_(None), AccessToken.expires_at > at, Person.deactivated_at.is_(None))
        .order_by(Person.name, AccessToken.name, AccessToken.id)
    )
    with database.engine.connect() as connection:
        return [f"{name} ({beginning}…) of {whose}" for whose, name, beginning in connection.execute(found)]


def note_moved(database: Database, at: datetime, *, rows: int, to: str) -> None:
    """Everything lies in another database now, which nobody works with yet."""
    with _changing(database, "move") as session:
        _forget_who_was_there(session)
        record(session, EverythingMoved(rows, to, at))


def last_taken(session: Session) -> datetime | None:
    """When the newest copy was taken, as far as the database knows."""
    run = session.get(ChoreRun, NAME)
    return run.done_at if run else None


def try_to_note_failed(database: Database, at: datetime, why: str) -> None:
    """The same, where the database itself may be what failed: whoever asked is told either way."""
    try:
        note_failed(database, at, why)
    except DBAPIError:
        return


@contextmanager
def _changing(database: Database, command: str) -> Iterator[Session]:
    units = UnitsOfWork(database, Listeners())
    units.let_witness(write_down)
    with under(Circumstances(Entrance.COMMAND, command)), units.change() as session:
        yield session


def _note(
    session: Session, *, done_at: datetime | None = None, failed_at: datetime | None = None, why: str = ""
) -> None:
    run = session.get(ChoreRun, NAME)
    if run is None:
        run = ChoreRun(name=NAME, last_error="")
        session.add(run)
    run.done_at = done_at or run.done_at
    run.failed_at, run.last_error = failed_at, why[:_LONGEST_ERROR]


def _forget_who_was_there(session: Session) -> None:
    session.execute(delete(Worker))
    session.execute(delete(Duty))


def _end_sign_ins(session: Session, at: datetime) -> int:
    done = session.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=at))
    return done.rowcount  # type: ignore[attr-defined,no-any-return]


def _taken(manifest: Manifest, at: datetime) -> CopyTaken:
    files = sum(name.startswith("files/") for name in manifest.entries)
    return CopyTaken(manifest.journal_number, files, len(manifest.missing), at)
