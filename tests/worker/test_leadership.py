"""One process leads, whatever happens to it and to its connection."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from roadmaps.foundation.database import Database
from roadmaps.foundation.leadership import AdvisoryClaim, FileClaim, Leadership
from tests.databases import ON_POSTGRESQL

on_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="a lock of PostgreSQL")
# Those who lead other sites of the same server, which tests beside this one have, are left in peace. The database is
# asked to wait until the session is gone: it would only be told to end otherwise.
END_WHO_LEADS = text(
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND objid = 7023412 AND datname = current_database()"
)
HOLD = """
import sys
from pathlib import Path
from roadmaps.foundation.leadership import FileClaim
claim = FileClaim(Path(sys.argv[1]))
print(claim.hold(), flush=True)
sys.stdin.readline()
"""


def another_process(path: Path) -> "tuple[subprocess.Popen[str], bool]":
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    return other, other.stdout.readline().strip() == "True"


def test_a_file_is_held_by_one_process_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "leader.lock"
    claim = FileClaim(path)
    other, held = another_process(path)
    with other:
        assert held
        assert not claim.hold()

        other.kill()
        other.wait()

        assert claim.hold()
        assert claim.hold()


def test_a_file_that_is_let_go_is_free_for_others(tmp_path: Path) -> None:
    path = tmp_path / "leader.lock"
    claim = FileClaim(path)
    assert claim.hold()

    claim.let_go()

    other, held = another_process(path)
    with other:
        assert held
        other.kill()


def test_on_sqlite_the_lock_lies_in_the_folder_for_data(tmp_path: Path) -> None:
    leadership = Leadership.on(Database(f"sqlite:///{tmp_path / 'site.sqlite'}"), tmp_path)

    assert leadership.leads()
    assert (tmp_path / "leader.lock").exists()
    leadership.give_up()


@on_postgresql
def test_of_two_sessions_one_holds_the_lock(fresh_database: Database) -> None:
    first, second = AdvisoryClaim(fresh_database.url), AdvisoryClaim(fresh_database.url)

    assert [first.hold(), second.hold(), first.hold()] == [True, False, True]

    first.let_go()
    assert second.hold()
    second.let_go()


@on_postgresql
def test_whoever_loses_the_connection_does_not_lead_any_more_and_another_does(fresh_database: Database) -> None:
    first, second = AdvisoryClaim(fresh_database.url), AdvisoryClaim(fresh_database.url)
    assert first.hold()

    with fresh_database.engine.connect() as connection:
        connection.execute(END_WHO_LEADS)

    assert second.hold()
    assert not first.hold()
    assert not first.hold()
    second.let_go()
    assert first.hold()
    first.let_go()
