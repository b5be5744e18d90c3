"""What the pages of indicators cost, and how that grows with the readings.

    python -m bench.indicators

Makes roadmaps of 15, 60 and 240 indicators, each with readings of ten years by quarter for the county and by year for its
municipalities, each in a temporary SQLite database, and times each page as the median of several rounds.
"""

import statistics
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from flask.testing import FlaskClient

from roadmaps.app import create_app, know_every_table
from roadmaps.config import Settings
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Base, Database
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.models import Origin
from roadmaps.indicators.rules import record_readings
from roadmaps.roadmap.kinds.choices import Municipality
from tests.factories.large import a_large_plan
from tests.factories.roadmap import Plan

ROUNDS = 9
SIZES = (15, 60, 240)
YEARS = range(2016, 2026)


def main() -> None:
    """Measure, and print the table."""
    figures = {size: measure(size) for size in SIZES}
    print("| act | " + " | ".join(f"{size} indicators" for size in SIZES) + " | growth, last to first |")
    print("|---|" + "---:|" * (len(SIZES) + 1))
    for act in figures[SIZES[0]]:
        cells = [f"{figures[size][act]:.1f}" for size in SIZES]
        print(f"| {act} | {' | '.join(cells)} | {figures[SIZES[-1]][act] / figures[SIZES[0]][act]:.1f} |")


def measure(size: int) -> dict[str, float]:
    """Milliseconds of each act for a roadmap of so many indicators."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        settings = Settings(database_url=database.url, secret_key="kept by the bench", data_dir=Path(folder))
        app = create_app(settings, database)
        with app.extensions["units_of_work"].change() as session:
            plan = a_large_plan(session, activities=30, goals=10, indicators=size)
            for block in plan.state.of_kind("indicator"):
                plan.edit(block.id, by_municipality=True)
            slug, indicator = plan.slug, plan.state.of_kind("indicator")[0].id
            readings = [one for block in plan.state.of_kind("indicator") for one in _readings(block.id)]
            begun = time.perf_counter()
            _record(plan, readings)
            recording = (time.perf_counter() - begun) * 1000
        client = app.test_client()
        figures = {
            f"record {len(readings) // size} readings each, in one go": recording,
            "list": _median_ms(client, f"/areas/{slug}/indicators"),
            "readings to make": _median_ms(client, f"/areas/{slug}/indicators/due"),
            "one indicator with all its readings": _median_ms(client, f"/indicators/{indicator}"),
            "list of the 30 activities beside them": _median_ms(client, f"/areas/{slug}/activities"),
        }
        database.close()
    return figures


def _readings(indicator_id: object) -> list[NewReading]:
    quarters = [(f"{year}-Q{quarter}", None) for year in YEARS for quarter in range(1, 5)]
    places = [(str(year), place.value) for year in YEARS for place in Municipality]
    return [
        NewReading(indicator_id, period, Decimal(100 + number), place)  # type: ignore[arg-type]
        for number, (period, place) in enumerate([*quarters, *places])
    ]


def _record(plan: Plan, readings: list[NewReading]) -> None:
    record_readings(plan.session, plan.roadmap, readings, actor=plan.leader, at=now(), origin=Origin.FILE)


def _median_ms(client: FlaskClient, address: str) -> float:
    times = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
