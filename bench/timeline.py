"""What a timeline costs: laying out and drawing 300 activities, and the whole page beside the page of the same list.

    python -m bench.timeline

Makes a roadmap of 300 activities over ten years in a temporary SQLite database, and times each act as the median of
several rounds. The ratio is to the list of activities, which shows the same rows as a plain table.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, get_template_attribute

from roadmaps.app import create_app, know_every_table
from roadmaps.config import Settings
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Base, Database
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import Plan
from roadmaps.roadmap.models import Roadmap
from roadmaps.timeline.layout import Chart, draw
from roadmaps.timeline.look import Grouping, Look
from tests.factories.large import a_large_plan

ROUNDS = 15
GOAL_MS = 100


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        settings = Settings(database_url=database.url, secret_key="kept by the bench", data_dir=Path(folder))
        app = create_app(settings, database)
        with app.extensions["units_of_work"].change() as session:
            slug = a_large_plan(session).slug
        print_table(measure(app, slug))
        database.close()


def measure(app: Flask, slug: str) -> dict[str, float]:
    """Milliseconds of each act."""
    client = app.test_client()
    look = Look.of({}, usual=Grouping.GOAL, today=today())
    with (
        app.test_request_context(f"/areas/{slug}/timeline"),
        app.extensions["units_of_work"].database.reading() as session,
    ):
        roadmap = session.query(Roadmap).one()
        plan = plan_of(session, roadmap)
        chart = draw(plan.activities, look, today(), known=plan.activities)
        figures = {
            "read the plan": _median_ms(lambda: plan_of(session, roadmap).activities),
            "lay out": _median_ms(lambda: _lay_out(plan, look)),
            "draw": _median_ms(lambda: _drawing(chart)),
        }
    figures["page of the timeline"] = _median_ms(lambda: client.get(f"/areas/{slug}/timeline").get_data())
    figures["page of the list"] = _median_ms(lambda: client.get(f"/areas/{slug}/activities").get_data())
    return figures


def print_table(figures: dict[str, float]) -> None:
    """The figures in milliseconds, and their ratio to the list."""
    drawn = figures["lay out"] + figures["draw"]
    for name, value in (figures | {"lay out and draw": drawn}).items():
        print(f"{name:24}{value:10.1f}{value / figures['page of the list']:10.2f}")
    print(f"{'within' if drawn < GOAL_MS else 'BEYOND'} {GOAL_MS} ms for laying out and drawing 300 activities")


def _lay_out(plan: Plan, look: Look) -> Chart:
    return draw(plan.activities, look, today(), known=plan.activities)


def _drawing(chart: Chart) -> str:
    return str(get_template_attribute("timeline/_chart.html", "chart")(chart))


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
