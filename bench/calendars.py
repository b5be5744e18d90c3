"""What a calendar costs to fetch, and the register of goal conflicts to read, beside the list of the same activities.

    python -m bench.calendars

Makes roadmaps of 30, 100 and 300 activities over ten years, with a goal conflict for every tenth activity, each in a
temporary SQLite database, and tells the processor time of each page: the best of several rounds, as the machine may
have other work.
"""

import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from roadmaps.app import create_app, know_every_table
from roadmaps.calendars.drawn import DrawnCalendars
from roadmaps.config import Settings
from roadmaps.foundation.database import Base, Database
from tests.factories.large import a_large_plan

ROUNDS = 15
SIZES = (30, 100, 300)


def main() -> None:
    """Measure, and print the table."""
    figures = {size: measure(size) for size in SIZES}
    print("| page | " + " | ".join(f"{size} activities" for size in SIZES) + " | ratio to the list |")
    print("|---|" + "---:|" * (len(SIZES) + 1))
    for page in figures[SIZES[0]]:
        cells = [f"{figures[size][page]:.1f}" for size in SIZES]
        ratio = figures[SIZES[-1]][page] / figures[SIZES[-1]]["list of activities"]
        print(f"| {page} | {' | '.join(cells)} | {ratio:.2f} |")


def measure(size: int) -> dict[str, float]:
    """Milliseconds of each page for a roadmap of so many activities."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        settings = Settings(database_url=database.url, secret_key="kept by the bench", data_dir=Path(folder))
        app = create_app(settings, database)
        with app.extensions["units_of_work"].change() as session:
            plan = a_large_plan(session, activities=size, goals=max(3, size // 10), indicators=size // 5)
            for number, goal in enumerate(plan.state.of_kind("goal")):
                facts = {"between": [str(goal.id)], "against": "Annat", "text": "Så är det. " * 20}
                plan.add("goal_conflict", f"Konflikt {number}", **facts, next_review="2027-Q1")
            slug = plan.slug
        client = app.test_client()
        pages = {
            "list of activities": f"/areas/{slug}/activities",
            "calendar": f"/areas/{slug}/calendar.ics",
            "register of goal conflicts": f"/areas/{slug}/conflicts",
        }
        figures = {page: _best_ms(client, address) for page, address in pages.items()}
        figures["calendar, drawn anew each time"] = _best_ms(client, pages["calendar"], forget=True)
        database.close()
    return figures


def _best_ms(client: FlaskClient, address: str, *, forget: bool = False) -> float:
    times = []
    for _ in range(ROUNDS + 1):
        if forget:
            client.application.extensions["drawn_calendars"] = DrawnCalendars()
        begun = time.process_time()
        assert client.get(address).status_code == 200
        times.append((time.process_time() - begun) * 1000)
    return min(times[1:])


if __name__ == "__main__":
    main()
