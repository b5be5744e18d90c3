"""Two who write take the same locks in opposite order: PostgreSQL ends one of them, and the save is made all the same, or told."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Connection, select, text

from roadmaps.foundation.database import Database
from roadmaps.journal.rules import TURN
from roadmaps.revisions.models import History
from tests.databases import ON_POSTGRESQL
from tests.processes import SiteProcess, free_port
from tests.storms.conftest import address_of
from tests.storms.world import a_world
from tests.storms.writing import Answer, Line, Writer

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="on SQLite one writes at a time")
PATIENCE = 60.0
# Whoever looks first whether there is a deadlock ends. The other one looks after a second.
PATIENT = text("SET LOCAL deadlock_timeout = '50s'")
TAKE_TURN = text("SELECT pg_advisory_xact_lock(:turn)")
WAITS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND wait_event = 'advisory'"
)
DEADLOCKS = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")


@pytest.fixture
def server(fresh_database: Database, tmp_path: Path) -> Iterator[SiteProcess]:
    """One process that serves pages and does nothing else, so that nobody else waits for anything."""
    server = SiteProcess(
        address_of(fresh_database),
        tmp_path,
        free_port(),
        threads=8,
        sockets=0,
        environment={"ROADMAPS_WORKER": "separate"},
    )
    yield server
    server.kill()


class Saving(Thread):
    """Somebody who saves a goal, through a real request."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer
        self.answer: Answer | None = None

    def run(self) -> None:
        self.writer.number = 1
        self.answer = self.writer._edit("e-A-1.")
        self.writer.line.hang_up()


@contextmanager
def in_its_way(database: Database) -> Iterator[Connection]:
    """Another process, in the midst of its work: it has what a save takes last, and is about to take what it takes first."""
    with database.engine.begin() as connection:
        connection.execute(PATIENT)
        connection.execute(TAKE_TURN, {"turn": TURN})
        yield connection


def test_a_save_that_ends_in_a_deadlock_is_made_once_more(server: SiteProcess, fresh_database: Database) -> None:
    server.begin()
    world, anybody = a_world(server, fresh_database), Line(server.address)
    before = deadlocks(fresh_database)
    saving = Saving(world.writers[0])

    with in_its_way(fresh_database) as other:
        saving.start()
        until_somebody_waits(fresh_database)
        take_history(other, world.writers[0])
    saving.join(PATIENCE)

    assert saving.answer is not None
    assert saving.answer.status == 303, saving.answer.body[:500]
    until(lambda: deadlocks(fresh_database) == before + 1)
    assert repeated(anybody) == 1
    assert world.marks_of_edits() == {"e-A-1.": 1}, "once, and not twice"
    world.writers[0].acknowledged.append("e-A-1.")
    server.stop()
    world.holds()


def test_a_save_that_meets_another_the_second_time_is_told_in_words_and_given_back(
    server: SiteProcess, fresh_database: Database
) -> None:
    server.begin()
    world, anybody = a_world(server, fresh_database), Line(server.address)
    before = deadlocks(fresh_database)
    saving, second = Saving(world.writers[0]), Thread(target=come_in_between, args=(fresh_database, world.writers[0]))

    with in_its_way(fresh_database) as first:
        saving.start()
        until_somebody_waits(fresh_database)
        second.start()
        until_somebody_waits(fresh_database, number=2)
        take_history(first, world.writers[0])
    saving.join(PATIENCE)
    second.join(PATIENCE)

    assert saving.answer is not None
    assert saving.answer.status == 503
    page = LexborHTMLParser(saving.answer.body).css_first("main")
    assert "mycket upptagen" in page.text()
    assert "e-A-1." in page.css_first("textarea").text()
    until(lambda: deadlocks(fresh_database) == before + 2)
    assert repeated(anybody) == 1
    assert not world.marks_of_edits()
    world.writers[0].refused.append(("e-A-1.", saving.answer))
    server.stop()
    world.holds()


def come_in_between(database: Database, writer: Writer) -> None:
    """Another one still, who waits for the turn while the first has it, and so gets it before the save does."""
    with in_its_way(database) as other:
        until_somebody_waits(database)
        take_history(other, writer)


def take_history(connection: Connection, writer: Writer) -> None:
    connection.execute(select(History.id).where(History.id == writer.history_id).with_for_update())


def until_somebody_waits(database: Database, *, number: int = 1) -> None:
    """For the turn to write in the journal, which comes last in every save."""
    until(lambda: waiting(database) == number)


def waiting(database: Database) -> int:
    with database.engine.connect() as connection:
        return int(connection.execute(WAITS).scalar_one())


def deadlocks(database: Database) -> int:
    """How many PostgreSQL has ended in this database."""
    with database.engine.connect() as connection:
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        return int(connection.execute(DEADLOCKS).scalar_one())


def repeated(anybody: Line) -> float:
    """How many requests were done once more, as /metrics tells."""
    found = re.search(r"^fardplan_requests_repeated_total (\S+)$", anybody.get("/metrics").body, re.MULTILINE)
    return float(found[1]) if found else 0.0


def until(is_so: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline, "it does not come to that"
        sleep(0.02)
