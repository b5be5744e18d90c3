"""What the engine costs as a history grows: writing, reading the current state, an earlier one, a block's history.

    python -m bench.engine [--database URL] [--revisions 100 1000 10000]

Builds a history of 200 blocks and times each act at each length, as the median of several rounds. The column at the
right is the ratio of the longest history to the shortest: what should stay flat is near 1.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.app import know_every_table
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.kinds import KindTable
from roadmaps.revisions.models import History
from roadmaps.revisions.plan_diff import compare
from roadmaps.revisions.queries import revisions_of, versions_of
from roadmaps.revisions.states import as_of, current
from roadmaps.revisions.write import write
from roadmaps.roadmap.kinds import ROADMAP_KINDS

BLOCKS = 200
ROUNDS = 15
NOBODY = Author(None, None)
KINDS = KindTable(ROADMAP_KINDS)
TEXT = "Aktörerna i länet arbetar tillsammans för att mer av det som marken ger ska förädlas här. " * 4


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", help="address of an empty database; a temporary SQLite file otherwise")
    parser.add_argument("--revisions", type=int, nargs="+", default=[100, 1_000, 10_000])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wanted.database or f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        print_table(wanted.revisions, measure(UnitsOfWork(database, Listeners()), sorted(wanted.revisions)))
        database.close()


def measure(units: UnitsOfWork, lengths: list[int]) -> dict[str, list[float]]:
    """Milliseconds of each act at each length."""
    with units.change() as session:
        history = History(id=new_id(), subject="bench", current=0)
        session.add(history)
        session.flush()
        blocks = _fill(session, history)
    figures: dict[str, list[float]] = {}
    number = 1
    for length in lengths:
        number = _write_up_to(units, history, blocks, number, length)
        for name, act in _acts(units, history, blocks, length).items():
            figures.setdefault(name, []).append(_median_ms(act))
        number = length + ROUNDS
    return figures


def print_table(lengths: list[int], figures: dict[str, list[float]]) -> None:
    """The figures in milliseconds, and the ratio of the last to the first."""
    print("act".ljust(28) + "".join(f"{length:>10}" for length in sorted(lengths)) + "     ratio")
    for name, values in figures.items():
        print(name.ljust(28) + "".join(f"{value:10.2f}" for value in values) + f"{values[-1] / values[0]:10.2f}")


def _fill(session: Session, history: History) -> list[UUID]:
    blocks = [new_id() for _ in range(BLOCKS)]
    changes = [
        Change(one, 0, kind="background", content={"title": f"Stycke {n}", "text": TEXT})
        for n, one in enumerate(blocks)
    ]
    write(session, history, changes, kinds=KINDS, author=NOBODY, at=now())
    return blocks


def _write_up_to(units: UnitsOfWork, history: History, blocks: list[UUID], number: int, length: int) -> int:
    # Many in one transaction: the filling is not what is measured.
    while number < length:
        with units.change() as session:
            for _ in range(min(500, length - number)):
                change = Change(blocks[number % BLOCKS], number, content={"text": f"{TEXT} {number}"})
                write(session, history, [change], kinds=KINDS, author=NOBODY, at=now())
                number += 1
    return number


def _acts(units: UnitsOfWork, history: History, blocks: list[UUID], length: int) -> dict[str, Callable[[], object]]:
    def edit() -> None:
        with units.change() as session:
            number = current(session, history).number
            change = Change(blocks[7], number, content={"text": f"{TEXT} {time.perf_counter_ns()}"})
            write(session, history, [change], kinds=KINDS, author=NOBODY, at=now())

    def reading(act: Callable[[Session], object]) -> Callable[[], object]:
        def run() -> object:
            with units.database.reading() as session:
                return act(session)

        return run

    return {
        "write one block": edit,
        "current state": reading(lambda session: current(session, history)),
        "state as of the middle": reading(lambda session: as_of(session, history, length // 2)),
        "newest 50 revisions": reading(lambda session: session.scalars(revisions_of(history).limit(50)).all()),
        "newest 50 of one block": reading(lambda session: session.execute(versions_of(blocks[7]).limit(50)).all()),
        "compare middle with now": reading(
            lambda session: compare(as_of(session, history, length // 2), current(session, history), kinds=KINDS)
        ),
    }


def _median_ms(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
