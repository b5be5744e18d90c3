"""What it costs to draw the line, count the coverage, follow the chains and find the loose ends as a plan grows.

    python -m bench.logic [--activities 30 300 1500]

Each plan has a tenth as many goals and a fifth as many indicators as activities. Times are medians in milliseconds for
the thinking alone, once the plan has been read; `read` is what reading it costs. The column at the right is the ratio of
the largest plan to the smallest, beside the ratio of their sizes: what should grow with the plan and no faster is near it.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from roadmaps.app import know_every_table
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.logic.chains import logic_of
from roadmaps.logic.coverage import by_element, by_goal
from roadmaps.logic.line import line_of
from roadmaps.logic.loose_ends import loose_ends_of
from roadmaps.logic.ties import Ties
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import AreaPlan, Plan
from roadmaps.strategy.queries import elements
from tests.factories.large import a_large_plan
from tests.factories.strategy import an_element

ROUNDS = 15


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--activities", type=int, nargs="+", default=[30, 300, 1_500])
    sizes = sorted(parser.parse_args().activities)
    with tempfile.TemporaryDirectory() as folder:
        measured = [measure(Path(folder), size) for size in sizes]
    print(f"{'':12}" + "".join(f"{size:>10}" for size in sizes) + f"{'ratio':>10}   (size: {sizes[-1] / sizes[0]:.0f})")
    for act in measured[0]:
        row = [one[act] for one in measured]
        print(f"{act:12}" + "".join(f"{ms:10.1f}" for ms in row) + f"{row[-1] / row[0]:10.1f}")


def measure(folder: Path, size: int) -> dict[str, float]:
    """The median of each act on a plan of that size, in a database of its own."""
    database = Database(f"sqlite:///{folder / f'{size}.sqlite'}")
    know_every_table()
    Base.metadata.create_all(database.engine)
    with UnitsOfWork(database, Listeners()).change() as session:
        roadmap = a_large_plan(session, activities=size, goals=size // 10, indicators=size // 5).roadmap
        an_element(session)
        parts = elements(session)
        [told] = plan_of(session, roadmap).areas

        def fresh() -> AreaPlan:
            """The plan as it has just been read: nothing looked up or put together yet."""
            return AreaPlan(roadmap, told.state, told.organisations)

        acts: dict[str, Callable[[], object]] = {
            "read": lambda: plan_of(session, roadmap),
            "line": lambda: line_of(Plan([fresh()]), parts, today().year),
            "goals": lambda: by_goal(Plan([fresh()])),
            "strategy": lambda: by_element(Plan([fresh()]), parts),
            "chains": lambda: logic_of(Ties(fresh())),
            "loose ends": lambda: loose_ends_of(fresh(), has_strategy=True),
        }
        times = {name: median_of(act) for name, act in acts.items()}
    database.close()
    return times


def median_of(act: Callable[[], object]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
