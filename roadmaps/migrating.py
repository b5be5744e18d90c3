"""Bringing a database to the tables that this version of the product expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import cache
from io import StringIO
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from roadmaps import paths
from roadmaps.foundation.database import Database

# Tables that no model tells of, since each database has its own way with them; FTS5 keeps more under longer names.
_MADE_BY_HAND = ("search_words",)
# Any number will do, as long as every process asks for the same lock.
_POSTGRESQL_LOCK = 7_023_411


class Tables(Enum):
    """What is found in a database: nothing yet, or the tables of an older, this or a newer version."""

    NONE = auto()
    OLD = auto()
    CURRENT = auto()
    NEWER = auto()


class BrokenReferences(Exception):
    """A migration has left rows that point at nothing; it was undone."""


def migrate(database: Database, to: str = "head") -> None:
    """Upgrade to the newest tables, or to the numbered ones; all of it or nothing. Processes that try at once queue."""
    with _alone(database) as connection:
        command.upgrade(_config(connection), to)


def step_back(database: Database, to: str = "base") -> None:
    """Downgrade; what the older tables have no place for is lost."""
    with _alone(database) as connection:
        command.downgrade(_config(connection), to)


def mark_as_newest(database: Database) -> None:
    """Note that the tables, made in some other way, are those that this version expects."""
    with _alone(database) as connection:
        command.stamp(_config(connection), "head")


def is_up_to_date(database: Database) -> bool:
    """Whether the tables are those that this version expects."""
    return state_of_tables(database) is Tables.CURRENT


def state_of_tables(database: Database) -> Tables:
    """How the tables stand to those that this version expects."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        return Tables.NONE
    if found == _newest():
        return Tables.CURRENT
    return Tables.OLD if found in known_migrations() else Tables.NEWER


def newest_migration() -> str | None:
    """The number of the newest migration that this version has."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def known_migrations() -> frozenset[str]:
    """The numbers of all migrations that this version has; a database with another number is from a newer one."""
    return frozenset(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def is_told_by_models(name: str | None, sort: str, _parents: object) -> bool:
    """Whether Alembic is to compare a table of the database with the models; those made by hand it leaves alone."""
    return sort != "table" or not (name or "").startswith(_MADE_BY_HAND)


def write_migration(database: Database, name: str) -> Path | None:
    """Write the next migration from what the models say and the migrated tables do not yet; None if they agree."""
    with _alone(database) as connection:
        written = command.revision(_config(connection), message=name, autogenerate=True)
    return Path(written.path) if isinstance(written, Script) else None


@cache
def _newest() -> str | None:
    """Found once: what a running process expects does not change."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection}, stdout=StringIO())
    # The folder of an installation may have a percent sign in its name, which the parser would read as its own.
    config.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    return config


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """A connection in one transaction that no other migration shares."""
    with database.engine.connect().execution_options(sqlite_begin="BEGIN IMMEDIATE") as connection:
        if database.is_sqlite:
            with _unchecked_references(connection), connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise BrokenReferences(f"{broken[0][0]}, row {broken[0][1]}, points at nothing in {broken[0][2]}")
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRESQL_LOCK})
                yield connection


@contextmanager
def _unchecked_references(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by building it anew, which must not take the rows that point at it along."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, SQLiteConnection)
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
