"""How quick a large consultation stays: 200 consultees with 3,000 points, against a small one of 10 and 30.

    python -m bench.consultation

Tells for each page the median of processor time in milliseconds and the number of queries, and the ratio between the two sizes.
"""

import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import event

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules import replying, sorting
from roadmaps.consultation.rules.answering import Typed
from roadmaps.consultation.words import PartSort, Reply
from roadmaps.foundation.database import Base
from tests.browsing import Browser
from tests.factories.consultation import Held, a_consultation, statement, view
from tests.factories.roadmap import AT

SIZES = {"small": (10, 3), "large": (200, 15)}
ROUNDS = 7


def fill(held: Held, consultees: int, points: int) -> None:
    """Let so many answer, each with so many points, and reply to most of them."""
    places = ["vision", "needs", "goals"]
    for number in range(consultees):
        kim = held.somebody_at(f"Organisation {number}")
        typed = [view(places[one % 3], "agrees_in_part", f"Synpunkt {one} från {number}. " * 8) for one in range(1)]
        typed += [Typed(PartSort.QUESTION, str(held.consultation.questions[0].id), {"text": "Ja. " * 20}, 0)]
        held.write(kim, statement("\n\n".join(f"Stycke {one}. " * 12 for one in range(points - 2))), *typed)
        held.send(kim)
    where = frozen_text(held.session, held.consultation).places
    for point in [one for one in held.points if one.sort is PartSort.STATEMENT]:
        sorting.split(held.session, point, point.words.split("\n\n"), places=where, actor=held.leader, at=AT)
    waiting = held.points[: consultees * points * 2 // 3]
    for start in range(0, len(waiting), 100):
        some = waiting[start : start + 100]
        replying.reply(held.session, some, Reply.OUTSIDE, words="Hör till strategin.", actor=held.leader, at=AT)


def measure(size: str) -> dict[str, tuple[float, int]]:
    """Median time and queries of each page."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite"
        app = create_app(Settings(database_url=url, secret_key="x" * 20, data_dir=Path(folder), is_testing=True))
        app.test_client_class = Browser
        app.config["WTF_CSRF_ENABLED"] = False
        database = app.extensions["units_of_work"].database
        Base.metadata.create_all(database.engine)
        with app.extensions["units_of_work"].change() as session:
            held = a_consultation(session)
            held.open()
            fill(held, *SIZES[size])
            leader, address = held.plan.person(held.leader), held.address
        client = app.test_client()
        client.session = database.writing()
        client.sign_in(leader)
        client.session.commit()
        client.session.close()
        client.session = database.reading()
        found = {}
        for name, path in PAGES.items():
            found[name] = timed(client, database, address + path)
        return found


PAGES = {
    "the consultation": "",
    "table of points": "/points",
    "by organisation, waiting": "/points?state=waiting&order=consultee",
    "last page": "/points?page=60",
    "compilation": "/compilation",
    "XLSX": "/compilation/xlsx",
    "registry list": "/registry",
}


def timed(client: Browser, database: object, path: str) -> tuple[float, int]:
    """The median of some rounds, after one that warms up."""
    queries: list[int] = []

    def note(*_args: object) -> None:
        queries.append(1)

    times = []
    for number in range(ROUNDS + 1):
        queries.clear()
        if number == ROUNDS:
            event.listen(database.engine, "before_cursor_execute", note)
        begun = time.process_time()
        assert client.get(path).status_code == 200, path
        times.append((time.process_time() - begun) * 1000)
    event.remove(database.engine, "before_cursor_execute", note)
    return statistics.median(times[1:]), len(queries)


def main() -> None:
    """Print the table."""
    small, large = measure("small"), measure("large")
    print(f"{'page':<28}{'30 points':>12}{'3,000 points':>14}{'ratio':>8}{'queries':>14}")
    for name in PAGES:
        (before, few), (after, many) = small[name], large[name]
        print(f"{name:<28}{before:>9.1f} ms{after:>11.1f} ms{after / before:>8.1f}{few:>8} → {many}")


if __name__ == "__main__":
    main()
