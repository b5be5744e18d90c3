"""What drafting a follow-up report costs: the demo's year, and a year of a plan with 300 activities.

    python -m bench.follow_up

Times the drawing of the findings from the records and the whole act of beginning a report, in a temporary SQLite
database, as the median of several rounds. The ratio is to reading the plan once, which any page of it does.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.app import know_every_table
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area
from roadmaps.demo.load import load_demo
from roadmaps.follow_up.gathering import found_on, ground_of
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import roadmaps_for
from roadmaps.follow_up.rules import Ends, begin
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.papers.catalogues import words_in
from roadmaps.plan.queries import plan_of
from tests.factories.large import a_large_plan

ROUNDS = 7
GOAL_MS = 2_000
YEAR = Ends(date(2025, 1, 1), date(2025, 12, 31))
# The large plan is written on the day of the bench, so its year ends with that day.
THIS_YEAR = Ends(date(today().year - 1, 1, 1), date(today().year, 12, 31))


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        know_every_table()
        demo, large = _database(folder, "demo"), _database(folder, "large")
        load_demo(demo)
        with large.change() as session:
            slug = a_large_plan(session).slug
        print(f"{'':34}{'ms':>10}{'ratio':>10}")
        print_table("the demo's 2025, all areas", measure(demo, None, YEAR))
        print_table("300 activities", measure(large, slug, THIS_YEAR))
        for units in (demo, large):
            units.database.close()


def measure(units: UnitsOfWork, slug: str | None, ends: Ends) -> dict[str, float]:
    """Milliseconds of each act."""
    with units.database.writing() as session:
        coordinator = session.scalars(select(Person.id).where(Person.is_coordinator)).first()
        actor = load_actor(session, coordinator, on=today())
        area = session.scalars(select(Area).where(Area.slug == slug)).one() if slug else None
        roadmaps = roadmaps_for(session, area, actor)
        report = FollowUp(area=area, from_on=ends.from_on, until_on=ends.until_on)
        figures = {
            "read the plan": _median_ms(lambda: [plan_of(session, one).activities for one in roadmaps]),
            "find": _median_ms(lambda: list(found_on(ground_of(session, report, roadmaps)))),
            "begin a report": _median_ms(lambda: _begin(session, area, ends, actor)),
        }
        session.rollback()
    return figures


def print_table(name: str, figures: dict[str, float]) -> None:
    """The figures, and their ratio to reading the plan."""
    print(name)
    for act, value in figures.items():
        print(f"  {act:32}{value:10.1f}{value / figures['read the plan']:10.2f}")
    drafted = figures["begin a report"]
    print(f"  {'within' if drafted < GOAL_MS else 'BEYOND'} {GOAL_MS} ms")


def _begin(session: Session, area: Area | None, ends: Ends, actor: object) -> FollowUp:
    return begin(session, area, ends, words=words_in("sv"), name="styrkeområdena", actor=actor, at=now())


def _database(folder: str, name: str) -> UnitsOfWork:
    database = Database(f"sqlite:///{Path(folder) / name}.sqlite")
    Base.metadata.create_all(database.engine)
    return UnitsOfWork(database, Listeners())


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
