"""What the journal costs: saving a block of a roadmap, with a line for each save and without.

    python -m bench.journal

On SQLite, or on the PostgreSQL that DATABASE_URL names (an empty database, which is filled). Both ways by turns, so that
whatever else the machine does falls on both; the median of many. Then how the cost grows with the journal, how long
`roadmaps audit verify` takes for each thousand lines, and how many lines four writers get written at once.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.journal.checking import Check
from roadmaps.journal.models import JournalLine
from roadmaps.journal.reading import lines_in
from roadmaps.journal.witness import write_down
from roadmaps.revisions.models import Block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import edit_block
from tests.factories.journal import some_lines
from tests.factories.large import a_large_plan

SAVES = 150
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GROWN = 20_000
WRITERS = 4


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(os.environ.get("DATABASE_URL") or f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        save = _saver(database)
        print("| lines before | without, ms | with, ms | ratio |\n|---|---:|---:|---:|")
        for grown in (0, GROWN):
            if grown:
                _grow(database)
            without, with_line = _by_turns(database, save)
            print(f"| {_count(database):,} | {without:.2f} | {with_line:.2f} | {with_line / without:.2f} |")
        print(f"\nverify: {_verify(database):.0f} ms for each 1,000 lines")
        print(f"{WRITERS} at once: {_at_once(database):.0f} lines a second")
        database.close()


Save = Callable[[Session], None]


def _saver(database: Database) -> Save:
    """Lets a goal of a large roadmap read otherwise, as the form on its page does."""
    with database.writing() as session:
        plan = a_large_plan(session)
        roadmap_id, actor = plan.roadmap.id, plan.editor
        goal = session.scalars(select(Block.id).where(Block.kind == "goal").order_by(Block.id)).first()
        assert goal is not None
        session.commit()
    count = iter(range(1_000_000))

    def save(session: Session) -> None:
        roadmap = session.get_one(Roadmap, roadmap_id)
        content = {"title": f"Goal {next(count)}"}
        edit_block(session, roadmap, goal, content, based_on=roadmap.history.current, actor=actor, at=AT)

    return save


def _by_turns(database: Database, save: Save) -> tuple[float, float]:
    units = UnitsOfWork(database, Listeners())
    units.let_witness(write_down)
    without: list[float] = []
    with_line: list[float] = []
    for _ in range(SAVES):
        start = time.perf_counter()
        with database.writing() as session:
            save(session)
            units.listeners.tell_in_transaction(session)
            session.commit()
        without.append(time.perf_counter() - start)
        start = time.perf_counter()
        with units.change() as session:
            save(session)
        with_line.append(time.perf_counter() - start)
    return statistics.median(without) * 1000, statistics.median(with_line) * 1000


def _grow(database: Database) -> None:
    with database.writing() as session:
        some_lines(session, GROWN, at=AT)
        session.commit()


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(JournalLine)) or 0


def _verify(database: Database) -> float:
    start = time.perf_counter()
    with database.reading() as session:
        faults = list(Check().go_through(lines_in(session)))
    assert not faults, faults[0]
    return (time.perf_counter() - start) * 1_000_000 / _count(database)


def _at_once(database: Database) -> float:
    """Lines that several processes' worth of threads get written together, each in a unit of work of its own."""
    each = 100

    def write() -> None:
        for _ in range(each):
            with database.writing() as session:
                some_lines(session, 1, at=AT)
                session.commit()

    writers = [Thread(target=write) for _ in range(WRITERS)]
    start = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return WRITERS * each / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
