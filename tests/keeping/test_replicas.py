"""Strangers read from the copy, whoever has written reads from the database itself, and a copy that fails is left alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.doctor import installation
from roadmaps.foundation.database import Database
from roadmaps.foundation.replicas import LEAVE_ALONE_SECONDS, MOST_BEHIND_SECONDS, Replica
from roadmaps.journal.queries import newest_number
from roadmaps.web.work import change, reading
from tests.keeping.installations import Installation, drop_postgresql, furnish

LINE = text(
    "INSERT INTO journal_lines (number, at, entrance, door, outcome, address_hash, what, previous_hash, hash) "
    "VALUES (:number, now(), 'page', 'd', 'done', '', '{}', '', '')"
)


@dataclass
class Clock:
    seconds: float = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Pair:
    """A database and a copy of it, which tell which of them was asked by the name of a chore."""

    url: str
    read_url: str
    database: Database
    clock: Clock

    @property
    def replica(self) -> Replica:
        assert self.database.replica is not None
        return self.database.replica

    def add_line(self, number: int, *, everywhere: bool = True) -> None:
        """An act, which comes over to the copy or does not yet."""
        for url in (self.url, self.read_url)[: 2 if everywhere else 1]:
            engine = create_engine(url)
            with engine.begin() as connection:
                connection.execute(LINE, {"number": number})
            engine.dispose()

    def asked(self) -> str:
        """Which of the two a stranger asks."""
        with self.database.reading_behind() as session:
            return str(session.execute(text("SELECT name FROM chore_runs")).scalar_one())


@pytest.fixture
def pair(a_postgresql: Callable[..., str]) -> Iterator[Pair]:
    url = a_postgresql()
    made = Database(url)
    furnish(made)
    made.close()
    read_url = a_postgresql(url)
    for where, name in ((url, "itself"), (read_url, "copy")):
        engine = create_engine(where)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO chore_runs (name, last_error) VALUES (:name, '')"), {"name": name})
        engine.dispose()
    database = Database(url, read_url=read_url, mark=newest_number())
    pair = Pair(url, read_url, database, Clock())
    pair.replica._clock = pair.clock
    yield pair
    database.close()


@pytest.fixture
def app(pair: Pair, site: Installation) -> Flask:
    settings = Settings(
        database_url=pair.url, secret_key="k" * 40, data_dir=site.settings.data_dir, is_testing=True,
        database_read_url=pair.read_url,
    )  # fmt: skip
    app = create_app(settings, pair.database)
    app.config["WTF_CSRF_ENABLED"] = False

    def told() -> str:
        return str(reading().execute(text("SELECT name FROM chore_runs")).scalar_one())

    def written() -> str:
        with change() as session:
            session.execute(text("SELECT 1"))
        return told()

    app.add_url_rule("/told", view_func=told, methods=["GET", "POST"])
    app.add_url_rule("/written", view_func=written)
    return app


def test_a_stranger_reads_from_the_copy_and_everyone_else_from_the_database_itself(app: Flask) -> None:
    browser = app.test_client()

    assert browser.get("/told").text == "copy"
    assert browser.post("/told").text == "itself"
    assert browser.get("/written").text == "itself"
    assert browser.get("/told", headers={"Authorization": "Bearer x"}).text == "itself"
    browser.set_cookie(app.config["SESSION_COOKIE_NAME"], "somebody's")
    assert browser.get("/told").text == "itself"


def test_a_copy_that_is_too_far_behind_is_left_alone_until_it_has_caught_up(pair: Pair) -> None:
    pair.add_line(1)
    assert pair.asked() == "copy"

    pair.clock.seconds += 3
    pair.add_line(2, everywhere=False)
    assert pair.asked() == "copy", "it is some seconds behind at most"

    pair.clock.seconds += MOST_BEHIND_SECONDS + 1
    assert pair.asked() == "itself"

    copy = create_engine(pair.read_url)
    with copy.begin() as connection:
        connection.execute(LINE, {"number": 2})
    copy.dispose()
    pair.clock.seconds += 3
    assert pair.asked() == "copy"


def test_a_copy_that_is_gone_is_left_alone_and_found_again(pair: Pair, a_postgresql: Callable[..., str]) -> None:
    assert pair.asked() == "copy"

    drop_postgresql(pair.read_url)
    assert pair.asked() == "itself"
    assert any("does not answer" in one.sentence for one in installation.replica(pair.database))

    pair.database.replica = Replica(
        create_engine(a_postgresql(pair_template(pair))), pair.database.engine, newest_number(), clock=pair.clock
    )
    pair.clock.seconds += LEAVE_ALONE_SECONDS + 1
    assert pair.asked() == "itself", "the new copy is one of the database itself"
    assert [one.is_well for one in installation.replica(pair.database)] == [True]


def pair_template(pair: Pair) -> str:
    """The database as a template, which nobody may have open."""
    pair.database.engine.dispose()
    return pair.url


def test_nothing_can_be_written_to_the_copy(pair: Pair) -> None:
    with pair.database.reading_behind() as session, pytest.raises(DBAPIError, match="read-only"):
        session.execute(text("DELETE FROM chore_runs"))


def test_a_copy_that_stands_still_is_told_by_the_doctor(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "WAITS_FOR_REPLICA", 0)
    pair.add_line(1, everywhere=False)

    [found] = installation.replica(pair.database)

    assert not found.is_well
    assert "behind" in found.sentence
