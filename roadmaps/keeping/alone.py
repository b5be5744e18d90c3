"""Having a database for oneself: nobody else has it open, so that nothing is written while it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import OperationalError as SQLiteBusy
from time import monotonic, sleep

from sqlalchemy import DDL, Table, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from roadmaps.foundation.database import Base, Database
from roadmaps.keeping.troubles import InUse

_WAITS_MS = 3_000
_LOOKS_AGAIN_AFTER_SECONDS = 0.05
_STOP = "The site is running, or somebody else has the database open. Stop the site and its worker, and try again."
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)
_LOCK = "LOCK TABLE %(fullname)s IN SHARE MODE NOWAIT"


@contextmanager
def alone(database: Database) -> Iterator[Connection]:
    """A connection that reads, in one transaction, while nobody else can write.

    :raises InUse: when somebody has the database open
    """
    database.close()
    with _sqlite(database) if database.is_sqlite else _postgresql(database) as connection:
        yield connection


@contextmanager
def _sqlite(database: Database) -> Iterator[Connection]:
    engine = database.engine.execution_options(sqlite_begin="BEGIN EXCLUSIVE")
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, SQLiteConnection)
        driver.execute(f"PRAGMA busy_timeout = {_WAITS_MS}")
        try:
            # A database leaves its log only when nobody else has it open, be it just to read.
            driver.execute("PRAGMA journal_mode = DELETE")
        except SQLiteBusy:
            raise InUse(_STOP) from None
        try:
            with _begun(connection):
                yield connection
        finally:
            driver.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _begun(connection: Connection) -> Iterator[None]:
    try:
        transaction = connection.begin()
    except OperationalError:
        raise InUse(_STOP) from None
    try:
        yield
    finally:
        transaction.rollback()


@contextmanager
def _postgresql(database: Database) -> Iterator[Connection]:
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection, connection.begin() as transaction:
        # Locks come first: what is seen is what was kept before them.
        try:
            for table in Base.metadata.sorted_tables:
                connection.execute(_lock(table))
        except OperationalError:
            raise InUse(_STOP) from None
        if _others_stay(connection):
            raise InUse(_STOP)
        yield connection
        transaction.rollback()


def _others_stay(connection: Connection) -> bool:
    """Whether anybody else has the database open, and keeps it so: who just closed it is seen for a moment still."""
    give_up_at = monotonic() + _WAITS_MS / 1_000
    while others := connection.execute(_OTHERS).scalar_one():
        # What a transaction has read of others' sessions is not read again by it, unless it is told to.
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        if monotonic() > give_up_at:
            break
        sleep(_LOOKS_AGAIN_AFTER_SECONDS)
    return bool(others)


def _lock(table: Table) -> DDL:
    return DDL(_LOCK).against(table)  # type: ignore[no-untyped-call]
