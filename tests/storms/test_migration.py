"""A migration is killed in its midst and run again, and several begin at once: all of it happens, once, or nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import OperationalError, connect
from time import monotonic, sleep

import pytest
from sqlalchemy import inspect, text

from roadmaps.foundation.database import Database
from roadmaps.migrating import is_up_to_date
from tests.databases import ON_POSTGRESQL, drop, new_address
from tests.storms.conftest import address_of

MIGRATE = [sys.executable, "-m", "roadmaps.cli", "migrate"]
PATIENCE = 120.0


@pytest.fixture
def empty_database(tmp_path: Path, database_of_the_run: None) -> Iterator[Database]:
    database = Database(new_address(tmp_path))
    yield database
    drop(database)


def test_a_migration_that_is_killed_leaves_nothing_and_of_two_at_once_one_does_it(
    empty_database: Database, tmp_path: Path
) -> None:
    killed = begin(empty_database, tmp_path)
    until_it_works(empty_database, killed)
    sleep(0.3)
    killed.kill()
    killed.communicate(timeout=PATIENCE)
    assert killed.returncode == -signal.SIGKILL, "it was over before it was killed"
    assert is_up_to_date(empty_database) or not inspect(empty_database.engine).get_table_names(), "half of it is there"

    both = [begin(empty_database, tmp_path) for _ in range(2)]
    told = [one.communicate(timeout=PATIENCE)[0] for one in both]

    assert [one.returncode for one in both] == [0, 0], told
    assert is_up_to_date(empty_database)
    with empty_database.reading() as session:
        assert session.execute(text("select count(*) from alembic_version")).scalar() == 1
        if not ON_POSTGRESQL:
            assert session.execute(text("pragma integrity_check")).scalar() == "ok"


def begin(database: Database, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        MIGRATE,
        env={**os.environ, "DATABASE_URL": address_of(database), "ROADMAPS_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until_it_works(database: Database, process: "subprocess.Popen[str]") -> None:
    """Until tables are being made: somebody holds the lock of SQLite, or has begun to write in PostgreSQL."""
    deadline = monotonic() + PATIENCE
    while process.poll() is None and not _works(database):
        assert monotonic() < deadline
        sleep(0.005)


def _works(database: Database) -> bool:
    if not ON_POSTGRESQL:
        with closing(connect(str(database.engine.url.database), timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except OperationalError:
                return True
        return False
    with database.engine.connect() as connection:
        writing = text(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
            "and backend_xid is not null"
        )
        return bool(connection.execute(writing).scalar())
