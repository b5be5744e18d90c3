"""The databases of the tests: SQLite, or a real PostgreSQL with ROADMAPS_TEST_DATABASE=postgresql.

Each process of the run makes the tables once; each test works in a transaction that is rolled back, and the units of
work of the application join it. Only tests of concurrency, and of what a commit really keeps, need `fresh_database`.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.orm import Session

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base, Database

ON_POSTGRESQL = os.environ.get("ROADMAPS_TEST_DATABASE", "sqlite") == "postgresql"
SERVER = "ROADMAPS_TEST_SERVER"
_SQLITE = "sqlite:///"
_is_asked_for = True


class JoiningDatabase(Database):
    """A database whose sessions all work in the transaction of one test, and see what the others have flushed."""

    connection: Connection | None = None

    @contextmanager
    def one_transaction(self) -> Iterator[Connection]:
        """Let every session join one transaction, which is undone at the end."""
        with self.engine.connect() as self.connection:
            transaction = self.connection.begin()
            yield self.connection
            transaction.rollback()
        self.connection = None

    def reading(self) -> Session:
        """A session that leaves the common transaction alone."""
        return Session(self.connection, join_transaction_mode="rollback_only", expire_on_commit=False, autoflush=False)

    def writing(self) -> Session:
        """A session whose commit and rollback reach no further than its own savepoint."""
        return Session(self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False)


def new_address(folder: Path, *, like: str = "") -> str:
    """The address of a database that does not hold anything yet, or what a closed database at another address holds."""
    assert _is_asked_for, "whoever opens a database asks for the fixture `database_of_the_run`: see tests/selecting.py"
    if not ON_POSTGRESQL:
        path = folder / f"{uuid4().hex}.sqlite"
        if like:
            copyfile(like.removeprefix(_SQLITE), path)
        return f"{_SQLITE}{path}"
    name = f"test_{uuid4().hex}"
    with _server() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {make_url(like).database if like else 'template1'}"))
    return os.environ[SERVER].replace("/postgres?", f"/{name}?")


def address_with_tables(folder: Path) -> str:
    """The address of a database with the empty tables of every room; each process makes them once and copies them."""
    return new_address(folder, like=_with_tables())


@cache
def _with_tables() -> str:
    folder = mkdtemp(prefix="roadmaps-tests-")
    atexit.register(rmtree, folder)
    database = Database(new_address(Path(folder)))
    make_tables(database)
    database.close()
    return database.url


@contextmanager
def may_open(is_asked_for: bool) -> Iterator[None]:
    """Whether new databases may be opened meanwhile; outside of tests, always."""
    global _is_asked_for
    before, _is_asked_for = _is_asked_for, is_asked_for
    try:
        yield
    finally:
        _is_asked_for = before


def make_tables(database: Database) -> None:
    """Make the tables of every room as the models say; `tests/architecture/test_migrations.py` holds the two together."""
    know_every_table()
    Base.metadata.create_all(database.engine)


def drop(database: Database) -> None:
    """Remove the database for good; a SQLite file goes with its folder."""
    database.close()
    if ON_POSTGRESQL:
        with _server() as connection:
            connection.execute(text(f"DROP DATABASE {database.engine.url.database} WITH (FORCE)"))


@contextmanager
def _server() -> Iterator[Connection]:
    engine = create_engine(
        os.environ[SERVER].replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        yield connection
    engine.dispose()
