"""A machine that dies leaves the log of SQLite torn at any place. Two hundred such files open, and every revision is whole."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.databases import make_tables
from tests.factories.roadmap import a_plan

REVISIONS = 30
FILES = 200
_HEADER = 32


@dataclass
class Dying:
    """A database in the middle of its life. `kept_at[n]` is how long the log was when the n-th act was acknowledged."""

    database: Path
    log: bytes
    before: int
    kept_at: list[int]


@pytest.fixture(scope="module")
def dying(tmp_path_factory: pytest.TempPathFactory) -> Dying:
    folder = tmp_path_factory.mktemp("dying")
    path = folder / "roadmaps.sqlite"
    database = Database(f"sqlite:///{path}")
    make_tables(database)
    units = UnitsOfWork(database, Listeners())
    with units.change() as session:
        plan = a_plan(session)
        first = plan.add("vision", text="Först")
    database.close()
    log = path.with_name("roadmaps.sqlite-wal")
    kept_at = []
    for number in range(REVISIONS):
        with units.change() as session:
            plan.session = session
            plan.roadmap = session.merge(plan.roadmap)
            plan.edit(first, text=f"Vision {number} " + "ord " * 300)
            plan.add("goal", f"Mål {number}")
        kept_at.append(log.stat().st_size)
    before = path.read_bytes()
    held = Dying(folder / "held", log.read_bytes(), 1, kept_at)
    held.database.write_bytes(before)
    database.close()
    return held


def test_every_torn_log_opens_with_whole_revisions_and_all_that_was_acknowledged(dying: Dying, tmp_path: Path) -> None:
    random = Random(20261122)
    assert len(dying.log) >= dying.kept_at[-1] > 100_000

    for number in range(FILES):
        cut = random.randrange(_HEADER, len(dying.log))
        torn = dying.log[:cut]
        if number % 3:
            # What lay on the disk there before, or half of a page: anything.
            torn += random.randbytes(random.randrange(1, 20_000))
        if number % 5 == 0:
            torn = torn.ljust(len(dying.log), b"\0")

        path = tmp_path / "torn.sqlite"
        shutil.copy(dying.database, path)
        path.with_name("torn.sqlite-wal").write_bytes(torn)
        acknowledged = sum(length <= cut for length in dying.kept_at)
        look_at(path, acknowledged)
        for left in tmp_path.iterdir():
            left.unlink()


def look_at(path: Path, acknowledged: int) -> None:
    with closing(sqlite3.connect(path)) as found:
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []
        count, newest, current = found.execute(
            "SELECT count(*), max(number), (SELECT current FROM histories) FROM revisions"
        ).fetchone()
        # An act here makes two revisions: both of them, or none. One may be whole that nobody was told of yet.
        assert count == newest == current
        assert (count - 1) % 2 == 0
        assert (count - 1) // 2 in {acknowledged, acknowledged + 1}
        halves = found.execute(
            "SELECT count(*) FROM revisions r WHERE json_array_length(facts) <> "
            "(SELECT count(*) FROM block_versions v WHERE v.history_id = r.history_id AND v.number = r.number)"
        ).fetchone()
        assert halves == (0,)
