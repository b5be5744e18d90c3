"""What marking the words of the glossary costs the page of a roadmap, with the first words of the product and 200 more.

    python -m bench.glossary

Makes roadmaps of 50 and 300 activities, each with a text of some 70 words, in a temporary SQLite database; tells
processor time of the whole page, the best of several rounds: without marks, with marks that are remembered, and the first
time after the glossary has changed, when everything is looked through anew.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from flask import Flask

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.ids import new_id
from roadmaps.glossary.doors import COOKIE, MARKERS
from roadmaps.glossary.marking import Markers
from roadmaps.glossary.rules import bring_start_set
from roadmaps.revisions.changes import Change, Place
from roadmaps.roadmap.rules import write_blocks
from tests.factories.glossary import a_term
from tests.factories.roadmap import a_plan

ROUNDS = 9
SIZES = (50, 300)
MORE_TERMS = 200
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WORDS = [
    "arbetet",
    "aktörerna",
    "i",
    "länet",
    "vill",
    "att",
    "fler",
    "företag",
    "ska",
    "växa",
    "och",
    "därför",
    "behövs",
    "samverkan",
    "mellan",
    "skog",
    "jordbruk",
    "och",
    "besöksnäring",
    "kompetens",
    "utbildning",
    "målkonflikter",
    "innovationer",
    "bredden",
    "spetsen",
    "indikatorn",
    "remissen",
    "styrkeområdets",
    "färdplan",
    "energi",
    "vatten",
    "förädling",
    "av",
    "råvaror",
    "nya",
    "marknader",
    "kommunerna",
    "skolan",
    "vägen",
    "till",
    "hållbar",
    "utveckling",
    "under",
    "året",
]


def main() -> None:
    """Measure, and print the table."""
    figures = {size: measure(size) for size in SIZES}
    print("| page | " + " | ".join(f"{size} activities | ratio" for size in SIZES) + " |")
    print("|---|" + "---:|" * (len(SIZES) * 2))
    for act in figures[SIZES[0]]:
        cells = [
            f"{figures[size][act]:.1f} | {figures[size][act] / figures[size]['without marks']:.2f}" for size in SIZES
        ]
        print(f"| {act} | {' | '.join(cells)} |")


def measure(size: int) -> dict[str, float]:
    """Milliseconds of each sort of page, for a roadmap of so many activities."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        settings = Settings(database_url=address, secret_key="bench", data_dir=Path(folder), is_testing=True)
        database = Database(address)
        app = create_app(settings, database)
        Base.metadata.create_all(database.engine)
        slug = _fill(database, size)
        page = f"/areas/{slug}/roadmap"

        def forget() -> None:
            app.extensions[MARKERS] = Markers()

        figures = {
            "without marks": _best(app, page, marks="off"),
            "with marks": _best(app, page, marks="on"),
            "with marks, looked through anew": _best(app, page, marks="on", before=forget),
        }
        database.close()
        return figures


def _fill(database: Database, size: int) -> str:
    chance = Random(7)
    with database.writing() as session:
        bring_start_set(session, at=AT)
        for number in range(MORE_TERMS):
            a_term(session, f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}")
        plan = a_plan(session)
        changes = [
            Change(new_id(), 0, kind="activity", content=_activity(number, chance), place=Place())
            for number in range(size)
        ]
        write_blocks(session, plan.roadmap, changes, actor=plan.editor, at=AT)
        slug = plan.slug
        session.commit()
    return slug


def _activity(number: int, chance: Random) -> dict[str, object]:
    sentences = (" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(5))
    return {"title": f"Aktivitet {number + 1}", "text": " ".join(sentences)}


def _best(app: Flask, page: str, *, marks: str, before: Callable[[], None] = lambda: None) -> float:
    client = app.test_client()
    client.set_cookie(COOKIE, marks)
    taken = []
    for _ in range(ROUNDS):
        before()
        began = time.process_time()
        answer = client.get(page)
        taken.append(1000 * (time.process_time() - began))
        assert answer.status_code == 200
        assert (b'class="term"' in answer.data) is (marks == "on")
    return min(taken)


if __name__ == "__main__":
    main()
