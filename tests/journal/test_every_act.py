"""No act without a line: whatever writes in the database in a unit of work is caught by looking at the statements themselves."""

import re
from collections.abc import Callable
from datetime import datetime
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.freshness import move_marks
from roadmaps.journal import quiet
from roadmaps.journal.checking import Check
from roadmaps.journal.models import JournalLine
from roadmaps.journal.reading import lines_in
from roadmaps.journal.witness import write_down
from tests.architecture.house import ROOT
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.discussion import Place, a_place


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(JournalLine)) or 0


def add(unit: Session) -> None:
    unit.add(Organisation(name="Torsta", slug="torsta", helix="business", created_at=datetime(2026, 1, 1).astimezone()))


def add_many(unit: Session) -> None:
    row = {
        "name": "Peak",
        "slug": "peak",
        "short_name": "",
        "helix": "business",
        "homepage": "",
        "created_at": datetime(2026, 1, 1).astimezone(),
    }
    unit.execute(insert(Organisation), [row])


def remove(unit: Session) -> None:
    unit.delete(unit.scalars(select(Organisation)).first())


@pytest.mark.parametrize("write", [add, add_many, remove])
def test_each_way_of_writing_leaves_a_line(app: Flask, session: Session, write: Callable[[Session], None]) -> None:
    an_organisation(session)
    session.flush()

    with app.extensions["units_of_work"].change() as unit:
        write(unit)

    assert count(session) == 1


@pytest.fixture
def place(session: Session) -> Place:
    return a_place(session)


def test_a_door_that_left_no_line_would_be_found(client: Browser, session: Session, place: Place) -> None:
    """The browser of the tests looks at what every door writes; here at one whose witness has been sent away."""
    client.sign_in(session.get_one(Person, place.torsta.person_id))
    units = client.application.extensions["units_of_work"]
    witnesses, units.witnesses = units.witnesses, []

    with pytest.raises(AssertionError, match="left no line"):
        client.post("/me/profile", data={"name": "Another", "language": "en"})

    units.witnesses = witnesses


def test_what_leaves_no_line_is_told_with_its_reason(app: Flask) -> None:
    reasons = [*quiet.TABLES.values(), *quiet.EVENTS.values(), *(reason for _, reason in quiet.COLUMNS.values())]

    assert set(quiet.TABLES) | set(quiet.COLUMNS) <= set(Base.metadata.tables)
    assert app.url_map
    assert all(len(reason.split()) > 1 for reason in reasons)


def test_nothing_commits_beside_the_unit_of_work() -> None:
    commits = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "roadmaps").rglob("*.py")
        if re.search(r"\.commit\(\)", path.read_text())
    ]

    assert commits == ["roadmaps/foundation/unit_of_work.py"], "Write in a unit of work; it leaves the line"


def test_statements_go_through_the_session_where_they_are_seen() -> None:
    # Marks of what has changed tell of nobody, and come after the line itself; a copy of the database is only read; the
    # index of the search says only what others say.
    known = {"roadmaps/freshness/marks.py", "roadmaps/foundation/replicas.py", "roadmaps/search/keeping.py"}

    beside = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "roadmaps").rglob("*.py")
        if re.search(r"session\.connection\(|text\(\s*\"(?:INSERT|UPDATE|DELETE)", path.read_text())
    }

    assert beside == known, "Write with session.add, session.delete or session.execute(insert/update/delete)"


def test_those_who_write_at_once_get_lines_one_after_the_other(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    units.let_witness(write_down)

    def write(name: str) -> None:
        for number in range(6):
            with units.change() as unit:
                an_organisation(unit, f"{name} {number}")

    writers = [Thread(target=write, args=(f"Writer {one}",)) for one in range(5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with fresh_database.reading() as session:
        check = Check()
        assert list(check.go_through(lines_in(session))) == []
        assert check.head.number == 30


def test_an_application_always_has_its_witness(settings: Settings, shared_database: Database) -> None:
    app = create_app(settings, shared_database)

    # After the line come only the marks, which are no act of anybody.
    assert app.extensions["units_of_work"].witnesses[-2:] == [write_down, move_marks]
