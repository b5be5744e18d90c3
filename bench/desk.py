"""What a desk costs as a roadmap and what waits in it grow: gathered whole, and counted for the menu of every page.

    python -m bench.desk

Makes roadmaps of 30, 100 and 300 activities, with half as many threads and suggestions together as activities, each in
a temporary SQLite database; tells processor time, the best of several rounds, and the number of queries.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.app import know_every_table
from roadmaps.desk.gathering import gather
from roadmaps.desk.memory import Memory
from roadmaps.foundation.database import Base, Database
from tests.factories.desk import a_question, some_suggestions
from tests.factories.large import a_large_plan

ROUNDS = 9
SIZES = (30, 100, 300)
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def main() -> None:
    """Measure, and print the table."""
    figures = {size: measure(size) for size in SIZES}
    print("| act | " + " | ".join(f"{size} activities" for size in SIZES) + " | ratio | queries |")
    print("|---|" + "---:|" * (len(SIZES) + 2))
    for act in figures[SIZES[0]]:
        cells = [f"{figures[size][act][0]:.1f}" for size in SIZES]
        ratio = figures[SIZES[-1]][act][0] / figures[SIZES[0]][act][0]
        queries = sorted({figures[size][act][1] for size in SIZES})
        print(f"| {act} | {' | '.join(cells)} | {ratio:.2f} | {', '.join(map(str, queries))} |")


def measure(size: int) -> dict[str, tuple[float, int]]:
    """Milliseconds and queries of each act, for a roadmap of so many activities."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        with database.writing() as session:
            plan = a_large_plan(session, activities=size, goals=max(3, size // 10), indicators=size // 5)
            some_suggestions(plan, size // 4)
            for _ in range(size // 4):
                a_question(plan)
            leader = plan.leader
            session.commit()
        memory = Memory()
        acts: dict[str, Callable[[Session], object]] = {
            "gather the desk": lambda session: gather(session, actor=leader, at=AT),
            "count for the menu": lambda session: gather(session, actor=leader, at=AT, memory=memory),
        }
        figures = {name: _best(database, act) for name, act in acts.items()}
        database.close()
    return figures


def _best(database: Database, act: Callable[[Session], object]) -> tuple[float, int]:
    statements: list[object] = []
    event.listen(database.engine, "before_cursor_execute", lambda *facts: statements.append(facts))
    best = float("inf")
    for _ in range(ROUNDS):
        statements.clear()
        with database.reading() as session:
            start = time.process_time()
            act(session)
            best = min(best, time.process_time() - start)
    return best * 1000, len(statements)


if __name__ == "__main__":
    main()
