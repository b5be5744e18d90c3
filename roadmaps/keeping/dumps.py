"""The database as one file, as it was at one moment, while everybody goes on writing; and a database made of such a file.

SQLite copies its own pages, PostgreSQL has pg_dump. What is told of the copy is asked in the very transaction that it shows.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from roadmaps.foundation.database import SQLITE_BUSY_TIMEOUT_SECONDS, Database
from roadmaps.keeping import postgresql_programs
from roadmaps.keeping.facts import Facts, facts_of
from roadmaps.keeping.troubles import BadCopy, NotEmpty, NotThere


def dialect_of(database: Database) -> str:
    """Which of the two it is."""
    return database.engine.dialect.name


def take(database: Database, path: Path, *, programs: Path | None) -> tuple[Facts, str]:
    """Write the database to a new file; return what it held at that moment, and which program keeps it.

    :raises NotThere: when there is none
    :raises CannotRun: when PostgreSQL's program cannot be used
    """
    return _take_sqlite(database, path) if database.is_sqlite else _take_postgresql(database, path, programs)


def facts_in(path: Path) -> Facts:
    """What a SQLite file holds, of which SQLite itself has found that it is whole.

    :raises BadCopy: when it is not
    """
    with _opened(path) as connection:
        try:
            wrong = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        except DBAPIError as error:
            raise BadCopy(f"The database in the copy cannot be read: {error.orig}") from None
        if wrong != ["ok"]:
            raise BadCopy(f"The database in the copy is damaged: {wrong[0]}")
        return facts_of(connection)


def sqlite_path(database: Database) -> Path:
    """Where the embedded database lies."""
    return Path(database.engine.url.database or "")


def _take_sqlite(database: Database, path: Path) -> tuple[Facts, str]:
    own = sqlite_path(database)
    if not own.is_file():
        raise NotThere(f"There is no database at {own}.")
    # One piece, in one reading transaction: whoever writes meanwhile is not held up, and does not come in by half.
    with (
        closing(sqlite3.connect(own, timeout=SQLITE_BUSY_TIMEOUT_SECONDS)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy, pages=-1)
        # A file that stands alone, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
    with _opened(path) as connection:
        return facts_of(connection), f"SQLite {sqlite3.sqlite_version}"


def _take_postgresql(database: Database, path: Path, programs: Path | None) -> tuple[Facts, str]:
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with engine.connect() as connection, connection.begin():
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        server = connection.execute(text("SHOW server_version")).scalar_one()
        facts = facts_of(connection)
        postgresql_programs.dump(database.url, path, snapshot=snapshot, server=server, programs=programs)
    return facts, f"PostgreSQL {server}"


def is_there(database: Database) -> bool:
    """Whether there is a database that can be asked: a SQLite file is made by asking."""
    return not database.is_sqlite or sqlite_path(database).is_file()


def put_sqlite(staged: Path, database: Database) -> None:
    """Let a file that is whole be the database, where there is none.

    :raises NotEmpty: when there is one by now
    """
    own = sqlite_path(database)
    database.close()
    _remove_if_empty(own)
    staged.chmod(0o600)
    with staged.open("rb") as file:
        os.fsync(file.fileno())
    # A link, not a rename: a rename would put it over one that somebody has made meanwhile.
    try:
        os.link(staged, own)
    except FileExistsError:
        raise NotEmpty(f"Somebody has made a database at {own} meanwhile.") from None
    staged.unlink()
    sync_folder(own.parent)


def _remove_if_empty(path: Path) -> None:
    """Whoever has only looked for a database has left a file without tables."""
    if not path.is_file():
        return
    with closing(sqlite3.connect(path)) as empty:
        if empty.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            return
        # Into one file, so that no log is left beside the next one.
        empty.execute("PRAGMA journal_mode = DELETE")
    path.unlink()


def sync_folder(folder: Path) -> None:
    """Let a new name be on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
